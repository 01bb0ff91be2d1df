package io.wirthforge.verticles;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.verticles.model.server.WireDouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole application beside doubles of model servers, the first of which is its main one. */
final class ServerAppRig implements AutoCloseable {

  final Vertx vertx = Vertx.vertx();
  final WireDouble ollama = WireDouble.start(vertx, "ollama", "qwen3:0.6b", "phi3.5");
  final WireDouble llamaCpp = WireDouble.start(vertx, "llamacpp", "gemma.gguf");
  final WireDouble openAi = WireDouble.start(vertx, "openai", "hf.co/x/y");
  private final JsonObject sessions = new JsonObject();
  private @Nullable AppRig app;

  ServerAppRig sessions(int max, int queue) {
    sessions.put("max", max).put("queue", queue);
    return this;
  }

  /** The application with Ollama as its main server and the others beside it. */
  AppRig start() {
    return start(
        new JsonObject()
            .put("source", "ollama")
            .put("url", ollama.url())
            .put("tokensPerSecond", 100)
            .put("servers", new JsonArray().add(llamaCpp.url()).add(openAi.url())));
  }

  AppRig start(JsonObject model) {
    AppRig started = AppRig.started(vertx, model, sessions);
    app = started;
    return started;
  }

  /** The application, and whatever errors it tells from its start on. */
  AppRig start(JsonObject model, List<ErrorEvent.Payload> errors) {
    vertx
        .eventBus()
        .localConsumer(
            "wirthforge.system",
            (Message<Object> m) -> {
              if (m.body() instanceof ErrorEvent error) {
                errors.add(error.payload());
              }
            });
    return start(model);
  }

  @Override
  public void close() {
    if (app == null) {
      Eventually.done(vertx.close());
    } else {
      app.close();
    }
  }
}
