package io.wirthforge.verticles;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.server.ServerTimeouts;
import java.util.Set;
import java.util.stream.Collectors;

/** The application on a Vert.x that is measured too, as the launcher starts it. */
final class ObservedRig implements AutoCloseable {

  final int port = FreePort.any();
  final HttpProbe http = new HttpProbe(port);
  private final Vertx vertx;

  ObservedRig() {
    AppMetrics metrics = AppMetrics.create(true);
    VertxOptions options = new VertxOptions();
    VertxMeters.enable(options);
    vertx =
        Vertx.builder().with(options).withMetrics(VertxMeters.factory(metrics.registry())).build();
    JsonObject config =
        new JsonObject()
            .put("port", port)
            .put("auth", "none")
            .put("model", new JsonObject().put("source", "embedded"))
            .put("rewards", new JsonObject().putNull("file"));
    Eventually.done(
        vertx.deployVerticle(
            new OrchestratorVerticle(metrics, ServerTimeouts.DEFAULT),
            new DeploymentOptions().setConfig(config)));
    Eventually.until("readiness", () -> http.get("/health/ready").status() == 200);
  }

  /** The names of all series, as Prometheus sees them. */
  Set<String> names() {
    return http.get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]")[0])
        .collect(Collectors.toSet());
  }

  /** All series whose names begin so, with their labels. */
  Set<String> series(String prefix) {
    return http.get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#") && line.startsWith(prefix))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toSet());
  }

  /** Publishes an event that breaks the contract. */
  void publishNonsense() {
    vertx.eventBus().publish("wirthforge.energy", new JsonObject().put("type", "nonsense"));
  }

  @Override
  public void close() {
    Eventually.done(vertx.close());
  }
}
