package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Health answers from the first moment; clients and prompts have to wait for the model. */
class ApplicationStartTest {

  @Test
  void untilTheModelIsLoadedPromptsAndClientsAreRefusedForNow() {
    CountDownLatch hold = new CountDownLatch(1);
    try (AppRig app = AppRig.prepared(new VertxOptions().setWorkerPoolSize(1))) {
      // The one worker thread is busy, so that nothing that takes time gets done.
      app.vertx.executeBlocking(
          () -> {
            hold.await();
            return null;
          });
      Future<String> deployment = app.deploy();
      assertThat(Eventually.get("an answer", () -> live(app)).status()).isEqualTo(200);

      HttpProbe.Reply ready = app.http.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().getString("status")).isEqualTo("DOWN");
      Eventually.until(
          "the model as the reason",
          () ->
              app.http
                  .get("/health/ready")
                  .json()
                  .getString("reason")
                  .equals("the model is loading"));
      HttpProbe.Reply prompt = app.http.post("/prompt", "{\"prompt\":\"x\"}");
      assertThat(prompt.status()).isEqualTo(503);
      assertThat(prompt.json().getString("code")).isEqualTo("NOT_READY");
      assertThat(app.http.post("/prompt", "{\"prompt\":\"\"}").status()).isEqualTo(400);
      assertThat(app.http.get("/models").json().getJsonArray("models")).isEmpty();
      assertThat(app.http.get("/models").json().getValue("active")).isNull();
      assertThat(app.http.get("/decipher/status").status()).isEqualTo(503);
      assertThat(app.http.get("/metrics").status()).isEqualTo(200);
      assertThat(upgrade(app)).startsWith("HTTP/1.1 503").contains("\"NOT_READY\"", "retry-after");

      hold.countDown();
      Eventually.done(deployment);
      Eventually.until("readiness", () -> app.http.get("/health/ready").status() == 200);
      assertThat(app.connect().messages().get(0).path("type").asText())
          .isEqualTo("startup_complete");
    } finally {
      hold.countDown();
    }
  }

  private static HttpProbe.@Nullable Reply live(AppRig app) {
    try {
      return app.http.get("/health/live");
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(ConnectException.class);
      return null;
    }
  }

  private static String upgrade(AppRig app) {
    return app.http
        .raw(
            "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            AppRig.HOST)
        .replace("Retry-After", "retry-after");
  }

  @Test
  void whatWasStartedCanBeStoppedAndStartedAgain() {
    try (AppRig app = AppRig.prepared(new VertxOptions())) {
      for (int i = 0; i < 2; i++) {
        String id = Eventually.done(app.deploy());
        Eventually.until("readiness", () -> app.http.get("/health/ready").status() == 200);
        StreamClient client = app.connect();
        String session = app.prompt("Emma", 5, 1);
        client.awaitEnd(session);
        assertThat(client.violations()).isEmpty();
        Eventually.done(app.vertx.undeploy(id));
        Eventually.until("the goodbye", () -> client.closeCode() == 1001);
      }
    }
  }
}
