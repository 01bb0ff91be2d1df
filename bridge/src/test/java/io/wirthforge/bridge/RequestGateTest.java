package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for what from where: web pages of others, rebound names, doubled headers. */
class RequestGateTest {

  private static final String PAGE = "http://localhost:5173";

  private static BridgeRig rig;

  @BeforeAll
  static void start() {
    rig = BridgeRig.verticles(new JsonObject().put("allowedOrigins", new JsonArray().add(PAGE)));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @ParameterizedTest
  @MethodSource("io.wirthforge.bridge.HostileUpgrades#hosts")
  void aHostThatIsNotOursToTheLetterIsRefused(String host) {
    assertRefused("Host: " + withPort(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT"})
  void everyNameOfOurOwnIsLetIn(String host) {
    assertThat(ask(RawClient.upgradeHeaders(withPort(host))).status()).isEqualTo(101);
  }

  @Test
  void noHostAndTwoHostsAreRefused() {
    assertRefused("X-Nothing: here");
    assertRefused("Host: " + rig.host(), "Host: evil.example");
    assertRefused("Host: " + rig.host(), "Host: " + rig.host());
  }

  @ParameterizedTest
  @MethodSource("io.wirthforge.bridge.HostileUpgrades#origins")
  void anOriginThatIsNeitherOursNorConfiguredIsRefused(String origin) {
    assertRefused("Host: " + rig.host(), "Origin: " + withPort(origin));
  }

  @Test
  void twoOriginsAreRefusedThoughBothWereGood() {
    String own = "Origin: http://" + rig.host();
    assertRefused("Host: " + rig.host(), own, own);
    assertRefused("Host: " + rig.host(), own, "Origin: http://evil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:PORT", "http://localhost:PORT", "http://[::1]:PORT", PAGE})
  void ourOwnOriginsAndTheConfiguredOneAreLetIn(String origin) {
    String[] headers = RawClient.upgradeHeaders(rig.host(), "Origin: " + withPort(origin));

    assertThat(ask(headers).status()).isEqualTo(101);
  }

  @Test
  void aClientThatIsNoPageSendsNoOriginAndIsLetIn() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void everyPathIsBehindTheGate() {
    for (String path : new String[] {"/", "/health/live", "/ws", "/nothing"}) {
      RawClient.Answer answer = RawClient.get(rig.port(), path, "Host: evil.example");
      assertThat(answer.status()).as(path).isEqualTo(403);
    }
  }

  @Test
  void everyRefusalLooksTheSameAndOnlyTheMeterKnowsWhy() {
    double hosts = rig.count("wirthforge.connections.refused", "reason", "host");
    double origins = rig.count("wirthforge.connections.refused", "reason", "origin");
    RawClient.Answer host = ask("Host: evil.example");
    RawClient.Answer origin = ask("Host: " + rig.host(), "Origin: http://evil.example");

    assertThat(host).isEqualTo(origin);
    assertThat(new JsonObject(host.body()))
        .isEqualTo(
            new JsonObject()
                .put("code", "FORBIDDEN")
                .put("message", "this server is not for you")
                .put("details", new JsonObject()));
    assertThat(host.header("Content-Type")).startsWith("application/json");
    assertThat(host.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(rig.count("wirthforge.connections.refused", "reason", "host") - hosts).isEqualTo(1);
    assertThat(rig.count("wirthforge.connections.refused", "reason", "origin") - origins)
        .isEqualTo(1);
  }

  @Test
  void aRefusedRequestWithABodyEndsTheConnection() {
    try (RawClient client = RawClient.open(rig.port())) {
      String post = "POST / HTTP/1.1\r\nHost: evil\r\nContent-Length: 5\r\n\r\nhello";
      client.send(post.getBytes(StandardCharsets.US_ASCII));
      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(client.isEnded()).isTrue();
    }
  }

  /** Refused with 403, as an upgrade. */
  private static void assertRefused(String... hostAndOrigin) {
    String[] upgrade = RawClient.upgradeHeaders("x");
    String[] headers = new String[hostAndOrigin.length + upgrade.length - 1];
    System.arraycopy(hostAndOrigin, 0, headers, 0, hostAndOrigin.length);
    System.arraycopy(upgrade, 1, headers, hostAndOrigin.length, upgrade.length - 1);

    assertThat(ask(headers).status()).isEqualTo(403);
  }

  private static RawClient.Answer ask(String... headers) {
    return RawClient.get(rig.port(), "/ws", headers);
  }

  private static String withPort(String text) {
    return text.replace("PORT", String.valueOf(rig.port()));
  }

  @Test
  void whatABrowserFetchesForAPageOfAnotherSiteIsRefusedThoughItNamesNoOrigin() {
    String[] sites = {"cross-site", "same-site", "invented"};
    for (String site : sites) {
      assertRefused("Host: " + rig.host(), "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: no-cors");
      assertRefused(
          "Host: " + rig.host(),
          "Sec-Fetch-Site: " + site,
          "Sec-Fetch-Mode: navigate",
          "Sec-Fetch-Dest: iframe");
    }
  }

  @Test
  void aLinkFromAnotherSiteAndAnAddressThatWasTypedLeadToOurPage() {
    String[] link = {"Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"};
    for (String site : new String[] {"cross-site", "none", "same-origin"}) {
      assertThat(
              RawClient.get(
                      rig.port(),
                      "/elsewhere",
                      "Host: " + rig.host(),
                      "Sec-Fetch-Site: " + site,
                      link[0],
                      link[1])
                  .status())
          .isEqualTo(404);
    }
  }
}
