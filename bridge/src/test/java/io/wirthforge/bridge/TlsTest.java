package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.JksOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application whose server speaks TLS: the same messages, small and large. */
class TlsTest {

  private static final String PASSWORD = "loopback";

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void twoClientsGetEveryCharacterInOrder(WireMode mode) throws Exception {
    FrameBridgeOptions options = new FrameBridgeOptions(new JsonObject().put("port", 0));
    FrameBridge bridge =
        FrameBridge.create(vertx, options, TestEvents.CATALOG, new SimpleMeterRegistry());
    Eventually.done(bridge.start());
    int port = listen(bridge, options);
    BlockingQueue<String> first = connect(port, mode);
    BlockingQueue<String> second = connect(port, mode);
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      String text = i + ("é漢😀" + i).repeat(i % 2 == 0 ? 1 : 20_000);
      sent.append(text);
      vertx.eventBus().publish("wirthforge.experience", TestEvents.text("s", i == 19, text));
    }

    assertThat(text(first)).isEqualTo(sent.toString());
    assertThat(text(second)).isEqualTo(sent.toString());
    Eventually.done(bridge.close());
  }

  private int listen(FrameBridge bridge, FrameBridgeOptions options) throws Exception {
    Router router = Router.router(vertx);
    router.route("/ws").handler(bridge.handler());
    HttpServerOptions server =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setSsl(true)
            .setKeyCertOptions(
                new JksOptions().setPath(keyStore().toString()).setPassword(PASSWORD));
    return Eventually.done(
            vertx
                .createHttpServer(FrameBridge.harden(server, options))
                .requestHandler(router)
                .listen())
        .actualPort();
  }

  private BlockingQueue<String> connect(int port, WireMode mode) {
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    WebSocketClientOptions client =
        new WebSocketClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setMaxMessageSize(64 << 20);
    WebSocketConnectOptions target =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/ws")
            .setSubProtocols(List.of(mode.subProtocol()));
    Eventually.get(
        "to be let in",
        () -> {
          var socket = vertx.createWebSocketClient(client).webSocket();
          socket.textMessageHandler(
              text -> {
                messages.add(text);
                JsonNode frame = TestEvents.json(text);
                if (frame.get("type").textValue().equals("frame")) {
                  socket.writeTextMessage(
                      "{\"type\":\"ack\",\"frameNumber\":" + frame.get("frameNumber") + "}");
                }
              });
          return reached(socket.connect(target)) ? socket : null;
        });
    return messages;
  }

  private static boolean reached(io.vertx.core.Future<?> connecting) {
    Eventually.until("an answer", connecting::isComplete);
    return connecting.succeeded();
  }

  private static String text(BlockingQueue<String> messages) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    while (true) {
      String message = messages.poll(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(message).as("a message").isNotNull();
      JsonNode json = TestEvents.json(message);
      for (JsonNode event : json.has("events") ? json.get("events") : List.of(json)) {
        event.at("/payload/tokens").forEach(token -> text.append(token.textValue()));
        if (event.at("/payload/isComplete").asBoolean()) {
          return text.toString();
        }
      }
    }
  }

  private Path keyStore() throws IOException, InterruptedException {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    return store;
  }
}
