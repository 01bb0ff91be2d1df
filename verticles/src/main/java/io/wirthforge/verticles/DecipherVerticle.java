package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.Addresses;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.bridge.FrameTick;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.decipher.Decipher;
import io.wirthforge.verticles.decipher.EnergyCurve;
import io.wirthforge.verticles.decipher.ModelFactors;
import io.wirthforge.verticles.decipher.SessionStatus;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;

/** The verticle that drives Decipher: chunks in, and at each tick the frame's energy and text. */
final class DecipherVerticle extends VerticleBase {

  private final Addresses addresses;
  private final Decipher decipher;
  private List<MessageConsumer<?>> consumers = List.of();
  private FrameContributor contributor;

  DecipherVerticle(Addresses addresses, String defaultModel) {
    this.addresses = addresses;
    this.decipher =
        new Decipher(EnergyCurve.DEFAULT, ModelFactors.EQUAL, defaultModel, System::nanoTime);
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
                AppAddresses.MODEL_CHUNK, (Message<TokenChunk> m) -> decipher.arrived(m.body())),
            bus.localConsumer(AppAddresses.MODEL_END, (Message<TokenEnd> m) -> ended(m.body())),
            bus.localConsumer(
                AppAddresses.DECIPHER_STATUS, (Message<Object> m) -> m.reply(status())));
    contributor = FrameContributor.join(vertx, addresses, "decipher", this::contribute);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    consumers.forEach(MessageConsumer::unregister);
    contributor.leave();
    return Future.succeededFuture();
  }

  private List<Event> contribute(FrameTick tick) {
    return decipher.tick(tick.frameNumber(), System.nanoTime());
  }

  private void prompted(TokenRequest request) {
    decipher.prompted(request.sessionId(), request.modelId(), System.nanoTime());
  }

  private void ended(TokenEnd end) {
    decipher.ended(end.sessionId(), end.modelId(), System.nanoTime());
  }

  private JsonObject status() {
    JsonArray sessions = new JsonArray();
    decipher.status(System.nanoTime()).forEach(each -> sessions.add(json(each)));
    return new JsonObject().put("sessions", sessions);
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
