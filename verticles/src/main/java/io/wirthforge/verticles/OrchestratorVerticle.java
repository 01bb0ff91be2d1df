package io.wirthforge.verticles;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.AccessToken;
import io.wirthforge.bridge.AuthMode;
import io.wirthforge.bridge.Frame;
import io.wirthforge.bridge.FrameAggregatorVerticle;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.bridge.SealedFrame;
import io.wirthforge.bridge.WebSocketBridgeVerticle;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import io.wirthforge.schemas.StartupComplete;
import io.wirthforge.verticles.config.AppConfig;
import io.wirthforge.verticles.http.HttpApi;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main verticle: starts the others in order, keeps the sessions, and says when all is ready.
 *
 * <p>Order: frames, HTTP (health answers from here on, and says what is waited for), model,
 * Decipher, council, rewards, {@code startup_complete}; only then clients are let in and prompts
 * are taken.
 */
public final class OrchestratorVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.orchestrator");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  private final @Nullable AppMetrics given;
  private final Readiness readiness = new Readiness();
  private AppMetrics metrics;
  private AppConfig config;
  private Sessions sessions;
  private PromptDesk desk;
  private FrameBridgeOptions options;
  private WebSocketBridgeVerticle door;
  private LoadedModel model;
  private EngineVerticles engine;
  private volatile @Nullable SystemHooks hooks;

  /** An application with meters of its own. */
  public OrchestratorVerticle() {
    this(null);
  }

  /** An application whose meters stand beside those of the Vert.x that it runs on. */
  OrchestratorVerticle(@Nullable AppMetrics given) {
    this.given = given;
  }

  @Override
  public Future<?> start() {
    long startNanos = System.nanoTime();
    config = AppConfig.of(config());
    metrics = given == null ? AppMetrics.create(config.isMetricsEnabled()) : given;
    options = config.bridgeOptions();
    engine = new EngineVerticles(config, options, metrics);
    SystemHooks told = new SystemHooks(vertx, startNanos);
    hooks = told;
    sessions = new Sessions(config.maxSessions());
    desk = new PromptDesk(sessions, this::begin, this::cancel);
    listen();
    warnOfStrangers();
    AccessToken token = AccessToken.create();
    door =
        new WebSocketBridgeVerticle(
            options,
            EventCatalog.wirthforge(),
            metrics.registry(),
            token,
            (vertx, isReady) -> HttpApi.router(vertx, isReady, readiness, metrics));
    return vertx
        .deployVerticle(
            new FrameAggregatorVerticle(options, EventCatalog.wirthforge(), metrics.registry()))
        .compose(id -> vertx.deployVerticle(vitals()))
        .compose(id -> reached(Readiness.Stage.DOOR, () -> vertx.deployVerticle(door)))
        .recover(failure -> Future.failedFuture(StartFailure.of(failure, options)))
        .compose(id -> reached(Readiness.Stage.MODEL, () -> loadModel(told)))
        .compose(loaded -> reached(Readiness.Stage.ENGINE, () -> engine.deploy(vertx, loaded.id())))
        .compose(id -> deployModel())
        .onSuccess(id -> announce(token, told, startNanos));
  }

  @Override
  public Future<?> stop() {
    stopping();
    metrics.close();
    return Future.succeededFuture();
  }

  /** Tells other modules that everything is about to stop; on any thread. */
  void stopping() {
    SystemHooks told = hooks;
    readiness.reached(Readiness.Stage.STOPPING);
    if (told != null) {
      told.stopping();
    }
  }

  private VitalsVerticle vitals() {
    return new VitalsVerticle(options.addresses(), readiness, metrics);
  }

  private <T> Future<T> reached(Readiness.Stage stage, Supplier<Future<T>> step) {
    readiness.reached(stage);
    return step.get();
  }

  private void listen() {
    var bus = vertx.eventBus();
    bus.localConsumer(
        AppAddresses.PROMPT, (Message<JsonObject> m) -> m.reply(prompted(m.body()).toJson()));
    bus.localConsumer(
        AppAddresses.STOP, (Message<JsonObject> m) -> m.reply(desk.stop(m.body()).toJson()));
    bus.localConsumer(AppAddresses.MODELS, (Message<Object> m) -> m.reply(models()));
    bus.localConsumer(AppAddresses.MODEL_END, (Message<TokenEnd> m) -> ended(m.body()));
  }

  private void warnOfStrangers() {
    if (!LOOPBACK.contains(options.host())) {
      LOG.warn("\"host\" {} can be reached from other machines", options.host());
    }
    if (options.auth() == AuthMode.NONE) {
      LOG.warn("\"auth\" is none: every process on this machine may connect");
    }
  }

  private Answer prompted(JsonObject body) {
    Answer answer = desk.prompt(body);
    metrics.prompt(answer.status());
    return answer;
  }

  private Future<LoadedModel> loadModel(SystemHooks told) {
    return vertx
        .executeBlocking(() -> LoadedModel.load(config.model()))
        .onFailure(told::modelFailed)
        .onSuccess(loaded -> model = loaded);
  }

  private Future<String> deployModel() {
    return vertx.deployVerticle(
        new ModelVerticle(on -> model.source(on, config.model())),
        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
  }

  private void announce(AccessToken token, SystemHooks told, long startNanos) {
    readiness.reached(Readiness.Stage.ANNOUNCEMENT);
    desk.open(Set.of(model.id()), model.id());
    model.infos().forEach(each -> told.modelLoaded(each.id(), each.name(), each.source()));
    StartupComplete.Payload startup = engine.startup(model.id());
    onceTold(
        () -> {
          readiness.reached(Readiness.Stage.READY);
          told.ready(startup, door.port());
          printUrl(token, startNanos);
        });
    vertx
        .eventBus()
        .publish(options.addresses().channel("system"), new StartupComplete(0, startup));
  }

  /** The URL is worth opening from the frame on that holds {@code startup_complete}. */
  private void onceTold(Runnable action) {
    MessageConsumer<SealedFrame> frames =
        vertx.eventBus().localConsumer(options.addresses().sealed());
    frames.handler(
        message -> {
          Frame frame = message.body().frame();
          if (frame.events().stream().anyMatch(StartupComplete.class::isInstance)) {
            frames.unregister();
            action.run();
          }
        });
  }

  private void printUrl(AccessToken token, long startNanos) {
    String query = options.auth() == AuthMode.TOKEN ? "?token=" + token.value() : "";
    Banner.print(options.host(), door.port(), query, model, System.nanoTime() - startNanos);
  }

  private void begin(TokenRequest request) {
    var bus = vertx.eventBus();
    // Decipher must know of the text before its first chunk can come.
    bus.send(AppAddresses.DECIPHER_PROMPT, request, LocalDelivery.BY_REFERENCE);
    bus.send(AppAddresses.MODEL_START, request, LocalDelivery.BY_REFERENCE);
  }

  private void cancel(String sessionId) {
    vertx.eventBus().send(AppAddresses.MODEL_CANCEL, sessionId, LocalDelivery.BY_REFERENCE);
  }

  private void ended(TokenEnd end) {
    sessions.ended(end.sessionId(), end.modelId());
    metrics.ended(end.reason());
    LOG.info("session {} ended: {}, {} tokens", end.sessionId(), end.reason(), end.tokens());
    if (end.reason() == TokenEnd.Reason.ERROR || end.reason() == TokenEnd.Reason.INCOMPLETE) {
      SystemHooks told = hooks;
      if (told != null) {
        told.modelFailed(end);
      }
      vertx
          .eventBus()
          .publish(
              options.addresses().channel("system"),
              EventCatalog.error(
                  Severity.ERROR,
                  "MODEL_" + end.reason(),
                  end.message() == null ? "the model's text broke off" : end.message(),
                  "model",
                  new JsonObject().put("sessionId", end.sessionId()).getMap(),
                  true));
    }
  }

  private JsonObject models() {
    var list = new JsonArray();
    if (model != null) {
      model.infos().forEach(info -> list.add(json(info)));
    }
    return new JsonObject().put("active", model == null ? null : model.id()).put("models", list);
  }

  private static JsonObject json(ModelInfo info) {
    return new JsonObject()
        .put("id", info.id())
        .put("name", info.name())
        .put("source", info.source())
        .put("state", info.state())
        .put("certainty", info.certainty())
        .put("detail", info.detail());
  }
}
