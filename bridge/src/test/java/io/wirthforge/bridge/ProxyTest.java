package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.AllowForwardHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bridge behind a proxy: what has to be configured, and what no header can widen. */
class ProxyTest {

  private static final String HOST = "app.example";
  private static final String ORIGIN = "https://app.example";
  private static final List<String> FORWARDED =
      List.of(
          "X-Forwarded-For: 203.0.113.7",
          "X-Forwarded-Host: app.example",
          "X-Forwarded-Proto: https",
          "X-Forwarded-Port: 443",
          "X-Forwarded-Prefix: /app");

  private static final JsonObject BEHIND =
      new JsonObject()
          .put("auth", "token")
          .put("allowedHosts", new JsonArray().add(HOST))
          .put("allowedOrigins", new JsonArray().add(ORIGIN));

  private static ComposedApp app(JsonObject settings) {
    return new ComposedApp(
        settings,
        (vertx, router, bridge) ->
            router.route(settings.getString("path", "/ws")).handler(bridge.handler()));
  }

  private static int status(int port, String target, String... headers) {
    return Eventually.get(
        "an answer other than 503",
        () -> {
          int status = RawClient.upgrade(port, target, headers).status();
          return status == 503 ? null : status;
        });
  }

  private static String bearer(ComposedApp app) {
    return "Authorization: Bearer " + app.bridge.token().value();
  }

  @Test
  void hostAndOriginOfTheProxyAreConfiguredToTheLetter() {
    try (ComposedApp app = app(BEHIND)) {
      RewritingProxy proxy =
          new RewritingProxy(
              app.vertx, app.port, RewritingProxy.rewriting("/app", HOST, FORWARDED));

      assertThat(status(proxy.port, "/app/ws", bearer(app), "Origin: " + ORIGIN)).isEqualTo(101);
      assertThat(status(proxy.port, "/app/ws", bearer(app), "Origin: http://app.example"))
          .isEqualTo(403);
      assertThat(status(proxy.port, "/app/ws", bearer(app), "Origin: https://evil.example"))
          .isEqualTo(403);
      assertThat(status(proxy.port, "/app/ws", "Origin: " + ORIGIN)).isEqualTo(403);
      assertThat(app.count("wirthforge.connections.refused", "reason", "origin")).isEqualTo(2);
      assertThat(app.count("wirthforge.connections.refused", "reason", "identity")).isEqualTo(1);
    }
  }

  @Test
  void withoutConfigurationAProxysHostIsAnybodysHost() {
    try (ComposedApp app = app(new JsonObject().put("auth", "token"))) {
      RewritingProxy proxy =
          new RewritingProxy(app.vertx, app.port, RewritingProxy.rewriting("", HOST, FORWARDED));

      assertThat(status(proxy.port, "/ws", bearer(app))).isEqualTo(403);
      assertThat(app.count("wirthforge.connections.refused", "reason", "host")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(AllowForwardHeaders.class)
  void noForwardedHeaderStandsInForAHostWhateverTheRouterBelieves(AllowForwardHeaders believed) {
    try (ComposedApp app =
        new ComposedApp(
            new JsonObject().put("auth", "none"),
            (vertx, router, bridge) ->
                router.allowForward(believed).route("/ws").handler(bridge.handler()))) {
      String ours = "127.0.0.1:" + app.port;
      RewritingProxy evil =
          new RewritingProxy(
              app.vertx,
              app.port,
              RewritingProxy.rewriting(
                  "",
                  "evil.example",
                  List.of("X-Forwarded-Host: " + ours, "Forwarded: host=\"" + ours + "\"")));
      RewritingProxy fair =
          new RewritingProxy(app.vertx, app.port, RewritingProxy.rewriting("", ours, FORWARDED));

      assertThat(status(evil.port, "/ws")).isEqualTo(403);
      assertThat(status(fair.port, "/ws", "Origin: https://app.example")).isEqualTo(403);
      assertThat(status(fair.port, "/ws")).isEqualTo(101);
    }
  }

  @Test
  void aPrefixThatTheProxyKeepsIsPartOfThePath() {
    try (ComposedApp app = app(BEHIND.copy().put("path", "/app/ws"))) {
      RewritingProxy proxy =
          new RewritingProxy(app.vertx, app.port, RewritingProxy.rewriting("", HOST, FORWARDED));

      assertThat(status(proxy.port, "/app/ws", bearer(app), "Origin: " + ORIGIN)).isEqualTo(101);
    }
  }

  @Test
  void theProxysUserIsNotTheUserBehindIt() {
    try (ComposedApp app = app(new JsonObject().put("auth", "same-user"))) {
      String ours = "127.0.0.1:" + app.port;
      RewritingProxy honest =
          new RewritingProxy(app.vertx, app.port, RewritingProxy.rewriting("", ours, FORWARDED));

      assertThat(status(app.port, "/ws")).isEqualTo(101);
      assertThat(status(honest.port, "/ws")).isEqualTo(403);
      assertThat(app.count("wirthforge.connections.refused", "reason", "identity")).isEqualTo(1);
    }
  }
}
