package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.Addresses;
import io.wirthforge.bridge.Frame;
import io.wirthforge.bridge.SealedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticle that watches over the stream: says how it is when asked, and writes it down. */
final class VitalsVerticle extends VerticleBase {

  private static final Logger PERFORMANCE = LoggerFactory.getLogger("wirthforge.performance");
  private static final long PROBE_MS = 100;
  private static final long REPORT_MS = 10_000;
  private static final long KNOCK_MS = 5_000;

  private final Addresses addresses;
  private final Readiness readiness;
  private final PerformanceReport report;
  private final Doorbell doorbell;
  private final Vitals vitals = new Vitals();
  private List<MessageConsumer<?>> consumers = List.of();
  private long probedNanos;

  VitalsVerticle(Addresses addresses, Readiness readiness, AppMetrics metrics, Doorbell doorbell) {
    this.addresses = addresses;
    this.readiness = readiness;
    this.doorbell = doorbell;
    this.report = new PerformanceReport(metrics.registry());
  }

  @Override
  public Future<?> start() {
    var bus = vertx.eventBus();
    consumers =
        List.of(
            bus.localConsumer(
                addresses.sealed(), (Message<SealedFrame> m) -> sealed(m.body().frame())),
            bus.localConsumer(AppAddresses.HEALTH, (Message<Object> m) -> answer(m)));
    probedNanos = System.nanoTime();
    vertx.setPeriodic(PROBE_MS, id -> probe(System.nanoTime()));
    vertx.setPeriodic(REPORT_MS, id -> write());
    vertx.setPeriodic(KNOCK_MS, id -> knock());
    vertx.executeBlocking(Logs::warm);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    consumers.forEach(MessageConsumer::unregister);
    return doorbell.close();
  }

  private void sealed(Frame frame) {
    vitals.frame(frame.fromFrame(), frame.frameNumber(), System.nanoTime());
  }

  private void probe(long nowNanos) {
    vitals.delayed(nowNanos - probedNanos - PROBE_MS * 1_000_000, nowNanos);
    probedNanos = nowNanos;
  }

  private void knock() {
    if (doorbell.isThere()) {
      doorbell.knock().onSuccess(vitals::knocked);
    }
  }

  private void write() {
    PerformanceReport.Line line = report.next();
    if (line.isWarning()) {
      PERFORMANCE.warn("{}", line.json());
    } else {
      PERFORMANCE.info("{}", line.json());
    }
  }

  private void answer(Message<Object> question) {
    List<Vitals.Check> checks = new ArrayList<>();
    boolean ready = readiness.stage() == Readiness.Stage.READY;
    checks.add(
        ready
            ? new Vitals.Check("start", Vitals.Status.UP, "")
            : new Vitals.Check("start", Vitals.Status.DOWN, readiness.reason()));
    checks.addAll(vitals.checks(System.nanoTime()));
    vertx
        .eventBus()
        .<JsonObject>request(AppAddresses.MODELS, null)
        .map(Message::body)
        .otherwise(failure -> new JsonObject())
        .onSuccess(
            models -> {
              checks.add(modelCheck(models));
              answerWithCluster(question, checks);
            });
  }

  private void answerWithCluster(Message<Object> question, List<Vitals.Check> checks) {
    if (!vertx.isClustered()) {
      question.reply(json(checks));
      return;
    }
    vertx
        .eventBus()
        .<JsonObject>request(addresses.cluster(), null)
        .map(status -> clusterCheck(status.body()))
        .otherwise(
            failure -> new Vitals.Check("cluster", Vitals.Status.DOWN, "this node did not join"))
        .onSuccess(
            check -> {
              checks.add(check);
              question.reply(json(checks));
            });
  }

  /** A node that is alone is well, and says so; one that lost another is not. */
  static Vitals.Check clusterCheck(JsonObject status) {
    JsonArray troubles = status.getJsonArray("troubles");
    if (!troubles.isEmpty()) {
      String words = troubles.stream().map(String::valueOf).collect(Collectors.joining("; "));
      return new Vitals.Check("cluster", Vitals.Status.DEGRADED, words);
    }
    return new Vitals.Check(
        "cluster",
        Vitals.Status.UP,
        status.getJsonArray("neighbours").isEmpty() ? "alone: no other node was heard yet" : "");
  }

  /** The model that answers when none is named must be there. */
  static Vitals.Check modelCheck(JsonObject models) {
    String active = models.getString("active");
    for (Object each : models.getJsonArray("models", new JsonArray())) {
      JsonObject model = (JsonObject) each;
      String state = model.getString("state");
      if (model.getString("id").equals(active)) {
        return "ready".equals(state)
            ? new Vitals.Check("model", Vitals.Status.UP, "")
            : new Vitals.Check("model", Vitals.Status.DOWN, "model " + active + " is " + state);
      }
    }
    return new Vitals.Check("model", Vitals.Status.DOWN, "there is no model");
  }

  private static JsonObject json(List<Vitals.Check> checks) {
    Vitals.Status worst = Vitals.Status.UP;
    JsonArray list = new JsonArray();
    for (Vitals.Check check : checks) {
      worst = check.status().compareTo(worst) > 0 ? check.status() : worst;
      JsonObject one =
          new JsonObject().put("name", check.name()).put("status", check.status().name());
      list.add(check.reason().isEmpty() ? one : one.put("reason", check.reason()));
    }
    return new JsonObject().put("status", worst.name()).put("checks", list);
  }
}
