package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.AccessToken;
import io.wirthforge.bridge.AuthMode;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.ReplayOptions;
import io.wirthforge.bridge.ReplayReport;
import io.wirthforge.bridge.ReplayVerticle;
import io.wirthforge.bridge.SealedFrame;
import io.wirthforge.bridge.WebSocketBridgeVerticle;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.RecordingCodec;
import io.wirthforge.schemas.RecordingLine;
import io.wirthforge.verticles.config.AppConfig;
import io.wirthforge.verticles.http.HttpApi;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main verticle of a replay: page, HTTP and WebSocket as ever, and a recording in the place of
 * models, Decipher, council and rewards. Prompts are refused.
 */
final class ReplayServerVerticle extends VerticleBase implements MainVerticle {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.recording");

  private final AppMetrics metrics;
  private final Path file;
  private final RecordingLine.Header header;
  private final ReplayOptions replayOptions;
  private final Consumer<String> broken;
  private final Readiness readiness = new Readiness();

  /**
   * A server that plays a file.
   *
   * @param broken told, in one line, of a recording that can't be played to its end
   */
  ReplayServerVerticle(
      AppMetrics metrics,
      Path file,
      RecordingLine.Header header,
      ReplayOptions replayOptions,
      Consumer<String> broken) {
    this.metrics = metrics;
    this.file = file;
    this.header = header;
    this.replayOptions = replayOptions;
    this.broken = broken;
  }

  @Override
  public Future<?> start() {
    long startNanos = System.nanoTime();
    FrameBridgeOptions options = AppConfig.of(config()).bridgeOptions().as(header);
    AccessToken token = AccessToken.create();
    WebSocketBridgeVerticle door =
        new WebSocketBridgeVerticle(
            options,
            RecordingCodec.catalogOf(header),
            metrics.registry(),
            token,
            (vertx, isReady) -> HttpApi.router(vertx, isReady, readiness, metrics));
    ReplayVerticle replay = new ReplayVerticle(options, file, replayOptions);
    answer();
    replay.ended().onSuccess(this::ended).onFailure(e -> broken.accept(StartFailure.wordsFor(e)));
    onceOpen(options, () -> opened(options, door, token, startNanos));
    Doorbell doorbell = new Doorbell(vertx, options.host(), door::port, token);
    return vertx
        .deployVerticle(new VitalsVerticle(options.addresses(), readiness, metrics, doorbell))
        .compose(id -> vertx.deployVerticle(door))
        .recover(failure -> Future.failedFuture(StartFailure.of(failure, options)))
        .compose(id -> vertx.deployVerticle(replay));
  }

  private void opened(
      FrameBridgeOptions options,
      WebSocketBridgeVerticle door,
      AccessToken token,
      long startNanos) {
    readiness.reached(Readiness.Stage.READY);
    String query = options.auth() == AuthMode.TOKEN ? "?token=" + token.value() : "";
    Banner.print(options.host(), door.port(), query, words(), System.nanoTime() - startNanos);
  }

  /** Clients are let in from the frame on that they were let in at when it was recorded. */
  private void onceOpen(FrameBridgeOptions options, Runnable action) {
    String awaited = options.readyEvent();
    MessageConsumer<SealedFrame> frames =
        vertx.eventBus().localConsumer(options.addresses().sealed());
    frames.handler(
        message -> {
          List<Event> events = message.body().frame().events();
          if (awaited == null || events.stream().anyMatch(each -> each.type().equals(awaited))) {
            frames.unregister();
            action.run();
          }
        });
  }

  @Override
  public Future<?> stop() {
    stopping();
    metrics.close();
    return Future.succeededFuture();
  }

  @Override
  public void stopping() {
    readiness.reached(Readiness.Stage.STOPPING);
  }

  private String words() {
    return "the recording " + file.getFileName() + " of " + header.program();
  }

  private void ended(ReplayReport report) {
    LOG.info("the replay of {} ended: {}", file, report.words());
    Console.line("The replay ended: " + report.words() + ". The server goes on; Ctrl-C ends it.");
  }

  /** What the application's verticles would answer. */
  private void answer() {
    var bus = vertx.eventBus();
    JsonObject refusal =
        Answer.refused(409, "REPLAY", "this server plays a recording and takes no prompts")
            .toJson();
    bus.localConsumer(AppAddresses.PROMPT, (Message<JsonObject> m) -> m.reply(refusal));
    bus.localConsumer(AppAddresses.STOP, (Message<JsonObject> m) -> m.reply(refusal));
    JsonObject model =
        new JsonObject()
            .put("id", "recording")
            .put("name", String.valueOf(file.getFileName()))
            .put("source", "replay")
            .put("state", "ready")
            .put("certainty", "unknown")
            .put("detail", words());
    JsonObject models =
        new JsonObject()
            .put("active", "recording")
            .put("models", new JsonArray().add(model))
            .put("missing", new JsonArray());
    bus.localConsumer(AppAddresses.MODELS, (Message<Object> m) -> m.reply(models));
    JsonObject status = new JsonObject().put("sessions", new JsonArray());
    bus.localConsumer(AppAddresses.DECIPHER_STATUS, (Message<Object> m) -> m.reply(status));
  }
}
