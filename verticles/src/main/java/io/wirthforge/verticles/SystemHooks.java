package io.wirthforge.verticles;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.StartupComplete;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What tells other modules how the application fares, on {@link SystemAddresses}. */
final class SystemHooks {

  private final Vertx vertx;
  private final long startNanos;
  private final Set<String> readyModels = new HashSet<>();
  private boolean stopping;

  SystemHooks(Vertx vertx, long startNanos) {
    this.vertx = vertx;
    this.startNanos = startNanos;
  }

  void ready(StartupComplete.Payload startup, int port) {
    JsonArray capabilities = new JsonArray();
    if (startup.capabilities() != null) {
      startup
          .capabilities()
          .forEach(each -> capabilities.add(each.name().toLowerCase(Locale.ROOT)));
    }
    publish(
        SystemAddresses.READY,
        new JsonObject()
            .put("modelId", startup.model())
            .put("tier", startup.tier().wireName())
            .put("version", startup.version())
            .put("capabilities", capabilities)
            .put("port", port)
            .put("startMs", elapsedMs()));
  }

  /** Tells of each model that has become ready, or is ready no longer, since it was told last. */
  void models(List<ModelInfo> all) {
    for (ModelInfo model : all) {
      boolean ready = "ready".equals(model.state());
      if (ready && readyModels.add(model.id())) {
        publish(SystemAddresses.MODEL_LOADED, json(model));
      } else if (!ready && readyModels.remove(model.id())) {
        publish(
            SystemAddresses.MODEL_ERROR,
            json(model).put("reason", "LOST").put("message", "the model is gone"));
      }
    }
  }

  private static JsonObject json(ModelInfo model) {
    return new JsonObject()
        .put("modelId", model.id())
        .put("name", model.name())
        .put("source", model.source());
  }

  /** The model can't be had; the start fails. */
  void modelFailed(Throwable failure) {
    publish(
        SystemAddresses.MODEL_ERROR,
        new JsonObject().put("reason", "LOAD").put("message", StartFailure.wordsFor(failure)));
  }

  /** A text broke off. */
  void modelFailed(TokenEnd end) {
    publish(
        SystemAddresses.MODEL_ERROR,
        new JsonObject()
            .put("modelId", end.modelId())
            .put("sessionId", end.sessionId())
            .put("reason", end.reason().name())
            .put("message", end.message() == null ? "the text broke off" : end.message()));
  }

  /** Told once, whoever says it first. */
  synchronized void stopping() {
    if (!stopping) {
      stopping = true;
      publish(SystemAddresses.SHUTDOWN, new JsonObject().put("uptimeMs", elapsedMs()));
    }
  }

  private long elapsedMs() {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  private void publish(String address, JsonObject body) {
    vertx.eventBus().publish(address, body);
  }
}
