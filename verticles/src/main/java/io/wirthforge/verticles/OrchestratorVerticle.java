package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.AccessToken;
import io.wirthforge.bridge.AuthMode;
import io.wirthforge.bridge.Frame;
import io.wirthforge.bridge.FrameAggregatorVerticle;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.bridge.SealedFrame;
import io.wirthforge.bridge.WebSocketBridgeVerticle;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.StartupComplete;
import io.wirthforge.verticles.config.AppConfig;
import io.wirthforge.verticles.http.HttpApi;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.server.ServerTimeouts;
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
public final class OrchestratorVerticle extends VerticleBase implements MainVerticle {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.orchestrator");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  private final @Nullable AppMetrics given;
  private final Readiness readiness = new Readiness();
  private final ServerTimeouts serverTimeouts;
  private AppMetrics metrics;
  private AppConfig config;
  private Sessions sessions;
  private PromptDesk desk;
  private FrameBridgeOptions options;
  private WebSocketBridgeVerticle door;
  private EngineVerticles engine;
  private volatile @Nullable SystemHooks hooks;
  private ModelKeeper models;

  /** An application with meters of its own. */
  public OrchestratorVerticle() {
    this(null, ServerTimeouts.DEFAULT);
  }

  /**
   * An application.
   *
   * @param given meters that stand beside those of the Vert.x that it runs on; null for its own
   */
  OrchestratorVerticle(@Nullable AppMetrics given, ServerTimeouts serverTimeouts) {
    this.given = given;
    this.serverTimeouts = serverTimeouts;
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
    models =
        new ModelKeeper(vertx, config.model(), serverTimeouts, this::tell, this::modelsChanged);
    desk = new PromptDesk(sessions, new PromptQueue(config.maxQueued()), new Hands());
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
    InStep frames = new InStep();
    return vertx
        .deployVerticle(frames)
        .compose(
            id ->
                frames.add(
                    new FrameAggregatorVerticle(
                        options, EventCatalog.wirthforge(), metrics.registry())))
        .compose(done -> SessionRecording.begin(vertx, config.record(), options, metrics))
        .compose(begun -> vertx.deployVerticle(vitals(token)))
        .compose(id -> reached(Readiness.Stage.DOOR, () -> vertx.deployVerticle(door)))
        .recover(failure -> Future.failedFuture(StartFailure.of(failure, options)))
        .compose(
            id -> reached(Readiness.Stage.MODEL, () -> models.open().onFailure(told::modelFailed)))
        .compose(
            opened ->
                reached(
                    Readiness.Stage.ENGINE, () -> engine.deploy(frames, models.roster().active())))
        .onSuccess(id -> announce(token, told, startNanos));
  }

  @Override
  public Future<?> stop() {
    stopping();
    models.close();
    metrics.close();
    return Future.succeededFuture();
  }

  /** Tells other modules that everything is about to stop; on any thread. */
  @Override
  public void stopping() {
    SystemHooks told = hooks;
    readiness.reached(Readiness.Stage.STOPPING);
    if (told != null) {
      vertx.eventBus().publish(AppAddresses.STOPPING, "", new DeliveryOptions().setLocalOnly(true));
      told.stopping();
    }
  }

  private VitalsVerticle vitals(AccessToken token) {
    Doorbell doorbell = new Doorbell(vertx, options.host(), door::port, token);
    return new VitalsVerticle(options.addresses(), readiness, metrics, doorbell);
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
    bus.localConsumer(AppAddresses.MODELS, (Message<Object> m) -> m.reply(models.json()));
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

  private void announce(AccessToken token, SystemHooks told, long startNanos) {
    readiness.reached(Readiness.Stage.ANNOUNCEMENT);
    ModelRoster roster = models.roster();
    desk.open(roster.ids(), roster.active());
    told.models(roster.infos());
    StartupComplete.Payload startup = engine.startup(roster.active());
    onceTold(
        () -> {
          readiness.reached(Readiness.Stage.READY);
          told.ready(startup, door.port());
          printUrl(token, startNanos);
        });
    tell(new StartupComplete(0, startup));
    models.watch();
  }

  private void modelsChanged() {
    ModelRoster roster = models.roster();
    SystemHooks told = hooks;
    desk.open(roster.ids(), roster.active());
    if (told != null) {
      told.models(roster.infos());
    }
    vertx
        .eventBus()
        .publish(AppAddresses.DECIPHER_DEFAULT, roster.active(), LocalDelivery.BY_REFERENCE);
  }

  private void tell(Event event) {
    vertx.eventBus().publish(options.addresses().channel("system"), event);
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
    Banner.print(
        options.host(),
        door.port(),
        query,
        models.roster().activeWords(),
        System.nanoTime() - startNanos);
  }

  private final class Hands implements PromptDesk.Hands {

    @Override
    public void begin(TokenRequest request) {
      foretell(request);
      models.begin(request);
    }

    @Override
    public void cancel(String sessionId) {
      models.cancel(sessionId);
    }

    @Override
    public void drop(TokenRequest request) {
      foretell(request);
      models.end(request, TokenEnd.Reason.CANCELLED, null);
    }
  }

  /** Decipher must know of a text before its first chunk or its end can come. */
  private void foretell(TokenRequest request) {
    vertx.eventBus().send(AppAddresses.DECIPHER_PROMPT, request, LocalDelivery.BY_REFERENCE);
  }

  private void ended(TokenEnd end) {
    metrics.ended(end.reason());
    SystemHooks told = hooks;
    boolean isFailure =
        end.reason() == TokenEnd.Reason.ERROR || end.reason() == TokenEnd.Reason.INCOMPLETE;
    if (told != null && isFailure) {
      told.modelFailed(end);
    }
    LOG.info(
        "session {} of {} ended: {}, {} tokens",
        end.sessionId(),
        end.modelId(),
        end.reason(),
        end.tokens());
    Event event = ModelEvents.of(end);
    if (event != null) {
      tell(event);
    }
    models.ended(end);
    desk.ended(end.sessionId(), end.modelId());
  }
}
