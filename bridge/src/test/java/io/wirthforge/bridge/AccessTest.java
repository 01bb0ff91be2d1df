package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
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
  void afterTenWrongTokensInAMinuteTheNextWaitsAndTheRightOneDoesNot() {
    try (BridgeRig rig = BridgeRig.verticles(TOKEN)) {
      awaitReady(rig);
      for (int i = 0; i < WrongTokens.MAX_PER_MINUTE; i++) {
        assertThat(status(rig, "Authorization: Bearer wrong" + i)).isEqualTo(403);
      }
      List<RawClient> guessers = new ArrayList<>();
      long begun = System.nanoTime();
      for (int i = 0; i <= WrongTokens.MAX_WAITING; i++) {
        guessers.add(RawClient.open(rig.port()));
        guessers.get(i).send(guess(rig, "wrong"));
      }
      assertThat(status(rig, "Authorization: Bearer " + rig.token.value())).isEqualTo(101);

      assertThat(guessers.remove(WrongTokens.MAX_WAITING).isEnded()).isTrue();
      guessers.forEach(waiting -> assertThat(waiting.answer().status()).isEqualTo(403));
      assertThat(System.nanoTime() - begun).isGreaterThan(WrongTokens.DELAY_MS * 900_000);
      guessers.forEach(RawClient::close);
    }
  }

  @Test
  void ofAHundredThousandGuessesNoneIsRight() {
    AccessToken token = AccessToken.create();
    Random random = new Random(4);
    byte[] guess = new byte[32];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(guess);
      String offered = Base64.getUrlEncoder().withoutPadding().encodeToString(guess);
      assertThat(token.matches(offered)).isFalse();
    }
    for (int i = 0; i <= token.value().length(); i++) {
      assertThat(token.matches(token.value().substring(0, i))).isEqualTo(i == 43);
    }
  }

  @Test
  void threeHundredGuessesOverTheWireCostTheHonestClientNoFrame() {
    try (BridgeRig rig = BridgeRig.verticles(TOKEN)) {
      GivenNumbers given = new GivenNumbers(rig);
      awaitReady(rig);
      List<String> bearer = List.of("Authorization", "Bearer " + rig.token.value());
      try (WsProbe honest =
          WsProbe.connect(rig.port(), "/ws", bearer, WireMode.FRAMES.subProtocol())) {
        double before = refused(rig);
        List<RawClient> guessers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
          RawClient guesser = RawClient.open(rig.port());
          guesser.trySend(guess(rig, "guess" + i));
          guessers.add(guesser);
        }
        Eventually.until("all guesses", () -> refused(rig) == before + 300);
        given.assertMissedNothing(honest);
        guessers.forEach(RawClient::close);
      }
    }
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

  private static double refused(BridgeRig rig) {
    return rig.count("wirthforge.connections.refused", "reason", "identity");
  }

  private static byte[] guess(BridgeRig rig, String token) {
    String[] headers = RawClient.upgradeHeaders(rig.host(), "Authorization: Bearer " + token);
    String request = "GET /ws HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    return request.getBytes(StandardCharsets.US_ASCII);
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
