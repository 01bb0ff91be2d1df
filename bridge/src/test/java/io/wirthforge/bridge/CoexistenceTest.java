package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BasicAuthHandler;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.SessionHandler;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.sstore.LocalSessionStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One router, one server: sessions, authentication, bodies, files, SockJS, and the bridge. */
class CoexistenceTest {

  private static final JsonObject SETTINGS =
      new JsonObject()
          .put(
              "forward",
              new JsonArray()
                  .add(new JsonObject().put("address", "prices.*").put("key", "/symbol")));
  private static final AuthenticationProvider ANYBODY =
      credentials ->
          Future.succeededFuture(
              User.fromName(((UsernamePasswordCredentials) credentials).getUsername()));

  @TempDir Path webroot;
  private final HttpClient http = HttpClient.newHttpClient();
  private ComposedApp app;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(webroot.resolve("page.html"), "<h1>prices</h1>");
    app = new ComposedApp(SETTINGS, this::routes);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private void routes(Vertx vertx, Router router, FrameBridge bridge) {
    router.route().handler(SessionHandler.create(LocalSessionStore.create(vertx)));
    router.route("/private/*").handler(BasicAuthHandler.create(ANYBODY));
    router.route("/ws").handler(bridge.authorize(this::guestsOnly).handler());
    router.route("/private/ws").handler(bridge.handler());
    SockJSBridgeOptions sockJs =
        new SockJSBridgeOptions()
            .addOutboundPermitted(new PermittedOptions().setAddressRegex("prices\\..+"));
    router.route("/eventbus*").subRouter(SockJSHandler.create(vertx).bridge(sockJs));
    router.route().handler(BodyHandler.create().setUploadsDirectory(webroot + "/uploads"));
    router.route("/late/ws").handler(bridge.handler());
    router.get("/private/me").handler(context -> context.end(context.user().subject()));
    router
        .get("/visit")
        .handler(
            context -> {
              context.session().put("guest", "yes");
              context.end("welcome");
            });
    router.post("/echo").handler(context -> context.end(context.body().asString()));
    router.route("/client/*").handler(FrameBridge.client());
    router.route().handler(StaticHandler.create(FileSystemAccess.ROOT, webroot.toString()));
  }

  private Future<Permission> guestsOnly(ConnectRequest request) {
    boolean known = request.user() != null || request.routing().session().get("guest") != null;
    return Future.succeededFuture(known ? Permission.everything() : Permission.nothing());
  }

  private HttpResponse<String> ask(HttpRequest.Builder request, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + app.port + path);
    return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String sessionCookie() throws Exception {
    String cookie =
        ask(HttpRequest.newBuilder(), "/visit").headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.split(";")[0];
  }

  @Test
  void allOthersDoTheirWork() throws Exception {
    HttpRequest.Builder post =
        HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("a body"));

    assertThat(ask(post, "/echo").body()).isEqualTo("a body");
    assertThat(ask(HttpRequest.newBuilder(), "/page.html").body()).isEqualTo("<h1>prices</h1>");
    assertThat(ask(HttpRequest.newBuilder(), "/private/me").statusCode()).isEqualTo(401);
    assertThat(
            ask(HttpRequest.newBuilder().header("Authorization", "Basic YW5uOng="), "/private/me")
                .body())
        .isEqualTo("ann");
    assertThat(ask(HttpRequest.newBuilder(), "/client/wirthforge.js").statusCode()).isEqualTo(200);
  }

  @Test
  void sessionAndUserDecideWhoIsLetIn() throws Exception {
    assertThat(app.upgrade("/ws")).isEqualTo(403);
    assertThat(app.upgrade("/ws", "Cookie: " + sessionCookie())).isEqualTo(101);
    assertThat(app.upgrade("/private/ws")).isEqualTo(401);
    assertThat(app.upgrade("/private/ws", "Authorization: Basic YW5uOng=")).isEqualTo(101);
  }

  @Test
  void aRequestThatAnotherHandlerReadIsAnsweredSo() throws Exception {
    String cookie = "Cookie: " + sessionCookie();

    assertThat(app.upgrade("/ws", cookie, "Content-Length: 0")).isEqualTo(101);
    assertThat(app.upgrade("/late/ws", cookie)).isEqualTo(101);
    assertThat(app.upgrade("/late/ws", cookie, "Content-Length: 0")).isEqualTo(500);
    assertThat(app.count("wirthforge.connections.refused", "reason", "already_read")).isEqualTo(1);
  }

  @Test
  void aSockJsBridgeBesideItBringsTheSameData() throws Exception {
    String cookie = sessionCookie();
    assertThat(app.upgrade("/ws", "Cookie: " + cookie)).isEqualTo(101);
    try (WsProbe ours = WsProbe.connect(app.port, "/ws", List.of("Cookie", cookie));
        WsProbe theirs = WsProbe.connect(app.port, "/eventbus/websocket")) {
      theirs.say("{'type':'register','address':'prices.WF'}");
      theirs.say("{'type':'register','address':'prices.WF'}");
      theirs.nextOfType("err"); // The first is done where the second is one too many.
      ours.nextOfType("heartbeat");
      JsonObject price = new JsonObject().put("symbol", "WF").put("euro", 12.5);
      app.vertx.eventBus().publish("prices.WF", price);

      JsonNode seen = theirs.nextOfType("rec").get("body");
      assertThat(ours.nextOfType("prices").get("payload")).isEqualTo(seen);
      assertThat(new JsonObject(seen.toString())).isEqualTo(price);
    }
  }
}
