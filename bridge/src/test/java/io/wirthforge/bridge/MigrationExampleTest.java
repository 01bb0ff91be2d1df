package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application of the migration guide, before and after: its publishers stay as they are. */
class MigrationExampleTest {

  private static final Pattern SETTINGS =
      Pattern.compile("```json bridge\n(.*?)```", Pattern.DOTALL);

  private final Vertx vertx = Vertx.vertx();
  private final Router router = Router.router(vertx);

  @BeforeEach
  void startPublishers() {
    Eventually.done(vertx.deployVerticle(new PricesApp()));
  }

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  private int listen(HttpServerOptions options) {
    options.setHost("127.0.0.1").setPort(0);
    HttpServer server =
        vertx
            .createHttpServer(options)
            .connectionHandler(FrameBridge.pacedConnections())
            .requestHandler(router);
    return Eventually.done(server.listen()).actualPort();
  }

  private static JsonObject order(String symbol, double euro) {
    return new JsonObject().put("symbol", symbol).put("euro", euro).put("by", "bob");
  }

  /** What a browser is to see, however it is served. */
  private static void assertSeen(List<JsonNode> prices, List<JsonNode> trades) {
    assertThat(prices.toString())
        .isEqualTo("[{\"symbol\":\"WF\",\"euro\":12.5}, {\"symbol\":\"XY\",\"euro\":7.25}]");
    assertThat(trades.toString())
        .isEqualTo(
            "[{\"symbol\":\"WF\",\"parties\":[\"ann\",\"bob\"]}, "
                + "{\"symbol\":\"XY\",\"parties\":[\"ann\",\"bob\"]}]");
  }

  @Test
  void beforeOverSockJs() {
    SockJSBridgeOptions options =
        new SockJSBridgeOptions()
            .addOutboundPermitted(new PermittedOptions().setAddressRegex("prices\\..+"))
            .addOutboundPermitted(new PermittedOptions().setAddress("trades"))
            .addInboundPermitted(new PermittedOptions().setAddress(PricesApp.ORDERS));
    router.route("/eventbus*").subRouter(SockJSHandler.create(vertx).bridge(options));
    int port = listen(new HttpServerOptions());

    try (WsProbe browser = WsProbe.connect(port, "/eventbus/websocket")) {
      for (String address : List.of("prices.WF", "prices.XY", "trades")) {
        browser.say("{'type':'register','address':'" + address + "'}");
      }
      publishOverSockJs(browser, order("WF", 12.5));
      publishOverSockJs(browser, order("XY", 7.25));

      List<JsonNode> prices = new ArrayList<>();
      List<JsonNode> trades = new ArrayList<>();
      while (prices.size() + trades.size() < 4) {
        JsonNode message = browser.nextOfType("rec");
        String address = message.get("address").textValue();
        (address.equals("trades") ? trades : prices).add(message.get("body"));
      }
      assertSeen(prices, trades);
    }
  }

  private static void publishOverSockJs(WsProbe browser, JsonObject order) {
    JsonObject message = new JsonObject().put("type", "publish").put("address", PricesApp.ORDERS);
    browser.say(message.put("body", order).encode());
  }

  @Test
  void afterOverTheBridgeWithTheSamePublishers() throws Exception {
    FrameBridgeOptions options = new FrameBridgeOptions(guidesSettings().get(0));
    FrameBridge bridge = FrameBridge.create(vertx, options);
    router.route("/ws").handler(bridge.handler());
    router.route("/client/*").handler(FrameBridge.client());
    router
        .post("/orders")
        .handler(BodyHandler.create(false))
        .handler(
            context -> {
              vertx.eventBus().publish(PricesApp.ORDERS, context.body().asJsonObject());
              context.response().setStatusCode(202).end();
            });
    int port = listen(FrameBridge.harden(new HttpServerOptions(), options));
    Eventually.done(bridge.start());
    Eventually.until("the first frame", () -> RawClient.upgrade(port, "/ws").status() == 101);

    try (WsProbe browser = WsProbe.events(port)) {
      browser.nextOfType("heartbeat");
      assertThat(publishOverHttp(port, order("WF", 12.5))).isEqualTo(202);
      assertThat(publishOverHttp(port, order("XY", 7.25))).isEqualTo(202);

      List<JsonNode> prices = new ArrayList<>();
      List<JsonNode> trades = new ArrayList<>();
      while (prices.size() + trades.size() < 4) {
        JsonNode event = browser.next();
        switch (event.get("type").textValue()) {
          case "prices" -> prices.add(event.get("payload"));
          case "trades" -> trades.add(event.get("payload"));
          default -> assertThat(event.get("type").textValue()).isEqualTo("heartbeat");
        }
      }
      assertSeen(prices, trades);
    }
  }

  @Test
  void everySettingOfTheGuideAndTheReadmeIsOne() throws Exception {
    List<JsonObject> all = new ArrayList<>(guidesSettings());
    all.addAll(settingsOf(Path.of("..", "README.md")));
    assertThat(all).hasSizeGreaterThan(2);
    for (JsonObject settings : all) {
      assertThat(new FrameBridgeOptions(settings).toJson().fieldNames())
          .containsAll(settings.fieldNames());
    }
  }

  private static List<JsonObject> guidesSettings() throws IOException {
    return settingsOf(Path.of("MIGRATING.md"));
  }

  /** The blocks that a page marks as settings of a bridge. */
  private static List<JsonObject> settingsOf(Path page) throws IOException {
    return SETTINGS
        .matcher(Files.readString(page))
        .results()
        .map(block -> new JsonObject(block.group(1)))
        .toList();
  }

  private static int publishOverHttp(int port, JsonObject order) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
            .POST(HttpRequest.BodyPublishers.ofString(order.encode()))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
