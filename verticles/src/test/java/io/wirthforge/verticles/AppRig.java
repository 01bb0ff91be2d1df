package io.wirthforge.verticles;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.engine.EmbeddedModel;
import io.wirthforge.verticles.model.engine.GeneratedToken;
import io.wirthforge.verticles.model.engine.Generation;
import io.wirthforge.verticles.model.engine.GenerationOptions;
import io.wirthforge.verticles.model.server.ServerTimeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The whole application in this JVM, on a port of its own. */
final class AppRig implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  /** So that a busy machine does not lose a server that is there. */
  private static final ServerTimeouts PATIENT =
      new ServerTimeouts(10_000, 60_000, 60_000, 60_000, 20_000);

  final Vertx vertx;
  final int port = FreePort.any();
  final HttpProbe http = new HttpProbe(port);
  private final List<StreamClient> clients = new ArrayList<>();
  private final JsonObject config;

  private AppRig(Object tokensPerSecond, VertxOptions options) {
    // Never whatever else happens to run on this machine.
    this(
        new JsonObject().put("source", "embedded").put("tokensPerSecond", tokensPerSecond),
        new JsonObject(),
        Vertx.vertx(options));
  }

  private AppRig(JsonObject model, JsonObject sessions, Vertx vertx) {
    this.vertx = vertx;
    config =
        new JsonObject()
            .put("port", port)
            .put("auth", "none")
            .put("rewards", new JsonObject().putNull("file"))
            .put("model", model)
            .put("sessions", sessions);
  }

  /** An application that is ready. */
  static AppRig started(Object tokensPerSecond) {
    AppRig rig = new AppRig(tokensPerSecond, new VertxOptions());
    Eventually.done(rig.deploy());
    Eventually.until("readiness", () -> rig.http.get("/health/ready").status() == 200);
    return rig;
  }

  /**
   * An application that is ready, with model servers on the same Vert.x.
   *
   * @param model what is set under {@code model}
   * @param sessions what is set under {@code sessions}
   */
  static AppRig started(Vertx vertx, JsonObject model, JsonObject sessions) {
    AppRig rig = new AppRig(model, sessions, vertx);
    Eventually.done(rig.deploy());
    Eventually.until("readiness", () -> rig.http.get("/health/ready").status() == 200);
    return rig;
  }

  /** An application that is ready, with other settings. */
  static AppRig startedWith(JsonObject settings) {
    AppRig rig = new AppRig(40, new VertxOptions());
    rig.config.mergeIn(settings, true);
    Eventually.done(rig.deploy());
    Eventually.until("readiness", () -> rig.http.get("/health/ready").status() == 200);
    return rig;
  }

  /** An application that was not deployed yet. */
  static AppRig prepared(VertxOptions options) {
    return new AppRig(40, options);
  }

  Future<String> deploy() {
    return vertx.deployVerticle(
        new OrchestratorVerticle(null, PATIENT), new DeploymentOptions().setConfig(config));
  }

  /** A client in events mode that has read its first messages. */
  StreamClient connect() {
    StreamClient client = StreamClient.connect(port);
    clients.add(client);
    client.awaitFrames(1);
    return client;
  }

  /** Starts a text and tells its session. */
  String prompt(String prompt, int maxTokens, long seed) {
    JsonObject body =
        new JsonObject()
            .put("prompt", prompt)
            .put("parameters", new JsonObject().put("max_tokens", maxTokens).put("seed", seed));
    HttpProbe.Reply reply = http.post("/prompt", body.encode());
    if (reply.status() != 202) {
      throw new AssertionError(reply);
    }
    return reply.json().getString("sessionId");
  }

  /** Starts a text of several models and tells its session. */
  String council(int maxTokens, String... models) {
    JsonArray names = new JsonArray();
    List.of(models).forEach(names::add);
    JsonObject body =
        new JsonObject()
            .put("prompt", "Emma")
            .put("models", names)
            .put("parameters", new JsonObject().put("max_tokens", maxTokens));
    HttpProbe.Reply reply = http.post("/prompt", body.encode());
    if (reply.status() != 202) {
      throw new AssertionError(reply);
    }
    return reply.json().getString("sessionId");
  }

  HttpProbe.Reply stop(String session) {
    return http.post("/stop", new JsonObject().put("sessionId", session).encode());
  }

  /** The text that the engine alone makes. */
  static String engineText(String prompt, int maxTokens, long seed) {
    try {
      GenerationOptions options = new GenerationOptions(0.8, 0.95, maxTokens, List.of(), seed);
      Generation generation = new Generation(EmbeddedModel.shipped(), prompt, options);
      StringBuilder text = new StringBuilder();
      for (GeneratedToken t = generation.next(); t != null; t = generation.next()) {
        text.append(t.text());
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clients.forEach(StreamClient::abort);
    Eventually.done(vertx.close());
  }
}
