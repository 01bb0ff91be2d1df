package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three ways to tell who may connect. */
class AccessTest {

  private static final JsonObject TOKEN = new JsonObject().put("auth", "token");

  @Test
  void aBearerOfTheTokenIsLetInAndNobodyElse() {
    try (BridgeRig rig = BridgeRig.verticles(TOKEN)) {
      String good = rig.token.value();
      Eventually.until("ready", () -> status(rig, "Authorization: Bearer " + good) == 101);

      assertThat(status(rig, "X-Nothing: here")).isEqualTo(403);
      assertThat(status(rig, "Authorization: Bearer")).isEqualTo(403);
      assertThat(status(rig, "Authorization: Bearer ")).isEqualTo(403);
      assertThat(status(rig, "Authorization: Bearer x" + good)).isEqualTo(403);
      assertThat(status(rig, "Authorization: Bearer " + good.substring(1))).isEqualTo(403);
      assertThat(status(rig, "Authorization: Basic " + good)).isEqualTo(403);
      assertThat(status(rig, "Cookie: token=" + good)).isEqualTo(403);
      assertThat(rig.count("wirthforge.connections.refused", "reason", "identity")).isEqualTo(7);
    }
  }

  @Test
  void aSubProtocolMayCarryTheTokenBesideTheMode() {
    try (BridgeRig rig = BridgeRig.verticles(TOKEN)) {
      awaitReady(rig);
      String carried = "wirthforge.token." + rig.token.value();
      RawClient.Answer answer =
          RawClient.upgrade(
              rig.port(), "/ws", "Sec-WebSocket-Protocol: " + carried + ", wirthforge.frames.v1");

      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Sec-WebSocket-Protocol")).isEqualTo("wirthforge.frames.v1");
      assertThat(status(rig, "Sec-WebSocket-Protocol: " + carried)).isEqualTo(101);
      assertThat(status(rig, "Sec-WebSocket-Protocol: wirthforge.token.x, wirthforge.frames.v1"))
          .isEqualTo(403);
    }
  }

  @Test
  void thePrintedUrlSetsACookieThatLetsThePageIn() {
    try (BridgeRig rig = BridgeRig.verticles(TOKEN)) {
      awaitReady(rig);
      RawClient.Answer answer =
          RawClient.get(rig.port(), "/?token=" + rig.token.value(), "Host: " + rig.host());
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.header("Location")).isEqualTo("/");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      String cookie = answer.header("Set-Cookie");
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");

      assertThat(status(rig, "Cookie: " + cookie.split(";")[0])).isEqualTo(101);
      assertThat(status(rig, "Cookie: other=1; " + cookie.split(";")[0])).isEqualTo(101);
      assertThat(status(rig, "Cookie: " + cookie.split(";")[0] + "x")).isEqualTo(403);
    }
  }

  @Test
  void twoServersOfOneHostDoNotTakeEachOthersCookiesAway() {
    try (BridgeRig one = BridgeRig.verticles(TOKEN);
        BridgeRig two = BridgeRig.verticles(TOKEN)) {
      awaitReady(one);
      awaitReady(two);
      // A browser sends the cookies of a host to all its ports, and keeps one of each name.
      String both = "Cookie: " + cookie(one) + "; " + cookie(two);

      assertThat(cookie(one).split("=")[0]).isNotEqualTo(cookie(two).split("=")[0]);
      assertThat(status(one, both)).isEqualTo(101);
      assertThat(status(two, both)).isEqualTo(101);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?token=wrong", "/?token=", "/", "/ws?token=RIGHT", "/x?token=RIGHT"})
  void noOtherUrlSetsACookie(String target) {
    try (BridgeRig rig = BridgeRig.verticles(TOKEN)) {
      RawClient.Answer answer =
          RawClient.get(
              rig.port(), target.replace("RIGHT", rig.token.value()), "Host: " + rig.host());

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.header("Set-Cookie")).isNull();
    }
  }

  @Test
  void theTokenOpensNothingToAPageOfAnotherOrigin() {
    try (BridgeRig rig = BridgeRig.verticles(TOKEN)) {
      awaitReady(rig);
      String bearer = "Authorization: Bearer " + rig.token.value();

      assertThat(status(rig, bearer, "Origin: http://evil.example")).isEqualTo(403);
      assertThat(
              RawClient.get(
                      rig.port(),
                      "/?token=" + rig.token.value(),
                      "Host: " + rig.host(),
                      "Origin: http://evil.example")
                  .header("Set-Cookie"))
          .isNull();
    }
  }

  @Test
  void tokensAre256BitsNewEachTimeAndNeverPrinted() {
    Set<String> values = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      AccessToken token = AccessToken.create();
      values.add(token.value());
      assertThat(token.value()).matches("[A-Za-z0-9_-]{43}");
      assertThat(token.toString()).doesNotContain(token.value());
    }
    assertThat(values).hasSize(100);
  }

  @Test
  void sameUserLetsOurselvesIn() {
    try (BridgeRig rig = BridgeRig.verticles(new JsonObject().put("auth", "same-user"));
        WsProbe client = WsProbe.events(rig.port())) {
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void theKernelTellsOurUidForBothEndsOfARealSocket() throws IOException {
    for (String address : List.of("127.0.0.1", "::1")) {
      InetAddress loopback = InetAddress.getByName(address);
      try (ServerSocket server = new ServerSocket(0, 1, loopback);
          Socket client = new Socket(loopback, server.getLocalPort());
          Socket accepted = server.accept()) {
        var here = new InetSocketAddress(loopback, client.getLocalPort());
        var there = new InetSocketAddress(loopback, accepted.getLocalPort());
        assertThat(PeerIdentity.uidOf(here, there)).as(address).hasValue(PeerIdentity.ownUid());
        assertThat(PeerIdentity.uidOf(there, here)).as(address).hasValue(PeerIdentity.ownUid());
      }
    }
  }

  @Test
  void theKernelKnowsNoSocketThatIsNotThere() throws IOException {
    var nobody = new InetSocketAddress("127.0.0.1", 1);
    var nowhere = new InetSocketAddress("127.0.0.1", 2);

    assertThat(PeerIdentity.uidOf(nobody, nowhere)).isEmpty();
  }

  private static String cookie(BridgeRig rig) {
    RawClient.Answer answer =
        RawClient.get(rig.port(), "/?token=" + rig.token.value(), "Host: " + rig.host());
    return answer.header("Set-Cookie").split(";")[0];
  }

  private static void awaitReady(BridgeRig rig) {
    Eventually.until(
        "ready", () -> status(rig, "Authorization: Bearer " + rig.token.value()) == 101);
  }

  private static int status(BridgeRig rig, String... lines) {
    return RawClient.upgrade(rig.port(), "/ws", lines).status();
  }
}
