package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.bridge.FrameTick;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.decipher.Decipher;
import io.wirthforge.verticles.decipher.DecipherOptions;
import io.wirthforge.verticles.decipher.SessionStatus;
import io.wirthforge.verticles.decipher.TokenEnergy;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;

/** The verticle that drives Decipher: chunks in, and at each tick the frame's energy and text. */
final class DecipherVerticle extends VerticleBase {

  private final FrameBridgeOptions options;
  private final AppMetrics metrics;
  private final TickBudget budget;
  private final Pressure pressure = new Pressure();
  private final Decipher decipher;
  private List<MessageConsumer<?>> consumers = List.of();
  private boolean stopping;
  private FrameContributor contributor;

  DecipherVerticle(
      FrameBridgeOptions options,
      DecipherOptions constants,
      AppMetrics metrics,
      String defaultModel) {
    this.options = options;
    this.metrics = metrics;
    this.budget = new TickBudget(options.contributionWindowMs());
    this.decipher = new Decipher(constants, defaultModel, System::nanoTime);
  }

  @Override
  public Future<?> start() {
    var bus = vertx.eventBus();
    consumers =
        List.of(
            bus.localConsumer(
                AppAddresses.DECIPHER_PROMPT, (Message<TokenRequest> m) -> prompted(m.body())),
            bus.localConsumer(
                AppAddresses.DECIPHER_DEFAULT,
                (Message<String> m) -> decipher.defaultModel(m.body())),
            bus.localConsumer(
                AppAddresses.MODEL_CHUNK, (Message<TokenChunk> m) -> arrived(m.body())),
            bus.localConsumer(AppAddresses.MODEL_END, (Message<TokenEnd> m) -> ended(m.body())),
            bus.localConsumer(AppAddresses.STOPPING, (Message<Object> m) -> stopping = true),
            bus.localConsumer(
                AppAddresses.DECIPHER_STATUS, (Message<Object> m) -> m.reply(status())));
    contributor = FrameContributor.join(vertx, options.addresses(), "decipher", this::contribute);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    consumers.forEach(MessageConsumer::unregister);
    contributor.leave();
    return Future.succeededFuture();
  }

  private List<Event> contribute(FrameTick tick) {
    long now = System.nanoTime();
    boolean detailed = budget.allows(TickBudget.OptionalWork.FIELD_DETAIL, tick, now);
    if (!detailed) {
      metrics.skipped(TickBudget.OptionalWork.FIELD_DETAIL);
    }
    List<Event> events = decipher.tick(tick.frameNumber(), now, detailed);
    metrics.frameWork(decipher.lastWorkNanos());
    metrics.spent(events);
    if (pressure.note(decipher.lastWorkNanos(), now - tick.nanos())) {
      tellPressure();
    }
    return events;
  }

  private void tellPressure() {
    vertx
        .eventBus()
        .publish(
            SystemAddresses.PRESSURE,
            new JsonObject()
                .put("pace", pressure.pace())
                .put("workMs", rounded(pressure.takeWorstWorkMs()))
                .put("waitMs", rounded(pressure.takeWorstWaitMs())));
  }

  private void prompted(TokenRequest request) {
    decipher.prompted(request.sessionId(), request.modelId(), System.nanoTime());
  }

  private void arrived(TokenChunk chunk) {
    TokenEnergy energy = decipher.arrived(chunk, System.nanoTime());
    if (energy != null) {
      vertx.eventBus().publish(AppAddresses.DECIPHER_ENERGY, energy, LocalDelivery.BY_REFERENCE);
    }
  }

  private void ended(TokenEnd end) {
    if (stopping && end.reason() == TokenEnd.Reason.CANCELLED) {
      return; // Cut by the server's own end, which clients hear of: it is not complete.
    }
    decipher.ended(end.sessionId(), end.modelId(), System.nanoTime());
  }

  private JsonObject status() {
    JsonArray sessions = new JsonArray();
    decipher.status(System.nanoTime()).forEach(each -> sessions.add(json(each)));
    return new JsonObject().put("pace", pressure.pace()).put("sessions", sessions);
  }

  private static JsonObject json(SessionStatus status) {
    Double certainty = status.certainty();
    return new JsonObject()
        .put("sessionId", status.sessionId())
        .put("modelId", status.modelId())
        .put("state", status.state().name())
        .put("gapMs", rounded(status.gapMs()))
        .put("tokensPerSecond", rounded(status.tokensPerSecond()))
        .put("certainty", certainty == null ? "unknown" : rounded(certainty))
        .put("energy", rounded(status.energy()))
        .put("energyUnits", rounded(status.units()))
        .put("tokens", status.tokens());
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
