package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Other modules hear on the bus how the application fares. */
class ApplicationHooksTest {

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Map<String, JsonObject> bodies = new ConcurrentHashMap<>();

  private void hear(AppRig app) {
    for (String address :
        List.of(
            SystemAddresses.READY,
            SystemAddresses.MODEL_LOADED,
            SystemAddresses.MODEL_ERROR,
            SystemAddresses.SHUTDOWN)) {
      app.vertx
          .eventBus()
          .<JsonObject>localConsumer(
              address,
              message -> {
                bodies.put(address, message.body());
                heard.add(address);
              });
    }
  }

  @Test
  void theModelThenReadinessThenTheEndAreToldOnceEach() {
    try (AppRig app = AppRig.prepared(new VertxOptions())) {
      hear(app);
      String id = Eventually.done(app.deploy());
      Eventually.until("model and readiness", () -> heard.size() >= 2);
      assertThat(heard)
          .containsExactlyInAnyOrder(SystemAddresses.MODEL_LOADED, SystemAddresses.READY);
      JsonObject loaded = bodies.get(SystemAddresses.MODEL_LOADED);
      assertThat(loaded)
          .isEqualTo(
              new JsonObject()
                  .put("modelId", "austen-1m")
                  .put("name", loaded.getString("name"))
                  .put("source", "embedded"));
      JsonObject ready = bodies.get(SystemAddresses.READY);
      assertThat(ready.fieldNames())
          .containsExactlyInAnyOrder(
              "modelId", "tier", "version", "capabilities", "port", "startMs");
      assertThat(ready.getInteger("port")).isEqualTo(app.port);
      assertThat(ready.getJsonArray("capabilities")).contains("council", "visualization");
      Eventually.done(app.vertx.undeploy(id));
      Eventually.until("the end", () -> heard.contains(SystemAddresses.SHUTDOWN));
      assertThat(heard).hasSize(3);
    }
  }

  @Test
  void aTextThatBreaksOffIsAModelsError() {
    try (AppRig app = AppRig.started(40)) {
      hear(app);
      TokenEnd end = new TokenEnd("s", "m", TokenEnd.Reason.ERROR, 3, "it broke");
      app.vertx.eventBus().publish(AppAddresses.MODEL_END, end, LocalDelivery.BY_REFERENCE);
      Eventually.until("the error", () -> heard.contains(SystemAddresses.MODEL_ERROR));
      assertThat(bodies.get(SystemAddresses.MODEL_ERROR))
          .isEqualTo(
              new JsonObject()
                  .put("modelId", "m")
                  .put("sessionId", "s")
                  .put("reason", "ERROR")
                  .put("message", "it broke"));
    }
  }
}
