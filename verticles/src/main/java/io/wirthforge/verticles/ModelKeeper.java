package io.wirthforge.verticles;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.config.ModelConfig;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.ModelSlugs;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.server.Change;
import io.wirthforge.verticles.model.server.ModelServer;
import io.wirthforge.verticles.model.server.ModelServers;
import io.wirthforge.verticles.model.server.ServerPlan;
import io.wirthforge.verticles.model.server.ServerTimeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the models: loads the embedded one, finds the servers, runs a verticle for each, and
 * tells what becomes of them. Belongs to the context that opens it.
 */
final class ModelKeeper {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.orchestrator");

  private final Vertx vertx;
  private final ModelConfig config;
  private final ServerTimeouts timeouts;
  private final Consumer<Event> tell;
  private final Runnable changed;
  private @Nullable ModelServers servers;
  private @Nullable ModelRoster roster;
  private boolean isContent;

  /**
   * A keeper without models yet.
   *
   * @param tell takes what the stream has to hear
   * @param changed is run when there are other models, or another is active, than before
   */
  ModelKeeper(
      Vertx vertx,
      ModelConfig config,
      ServerTimeouts timeouts,
      Consumer<Event> tell,
      Runnable changed) {
    this.vertx = vertx;
    this.config = config;
    this.timeouts = timeouts;
    this.tell = tell;
    this.changed = changed;
  }

  /**
   * Makes all models ready that can be; no server is waited for longer than a look takes.
   *
   * @param slugs names them
   */
  Future<Void> open(ModelSlugs slugs) {
    ModelServers found;
    try {
      ServerPlan plan =
          ServerPlan.of(config.source(), config.url(), config.servers(), config.allowRemote());
      found = new ModelServers(vertx, plan, slugs, timeouts);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(new StartFailure(String.valueOf(e.getMessage())));
    }
    servers = found;
    return vertx
        .executeBlocking(() -> LoadedModel.load(config, slugs))
        .compose(this::run)
        .compose(embedded -> found.lookOnce())
        .compose(looked -> runAll(found))
        .compose(running -> choose(found));
  }

  /** The slugs of all models and of the active one. */
  ModelRoster roster() {
    if (roster == null) {
      throw new IllegalStateException("the models are not loaded");
    }
    return roster;
  }

  /** From now on tells what becomes of the servers, and first which of them are not there. */
  void watch() {
    ModelServers all = servers;
    if (all == null) {
      return;
    }
    for (ModelServer server : all.all()) {
      if (!server.isReady()) {
        tell.accept(ModelEvents.lost(server, server.lostWords(), roster().activeWords()));
      }
    }
    all.watch(this::seen);
  }

  /** Starts a text. */
  void begin(TokenRequest request) {
    String runner = roster().runnerOf(request.modelId());
    if (runner == null) {
      end(request, TokenEnd.Reason.ERROR, "the model is no longer there");
    } else {
      vertx.eventBus().send(AppAddresses.modelStart(runner), request, LocalDelivery.BY_REFERENCE);
    }
  }

  /** Ends a text that nothing runs. */
  void end(TokenRequest request, TokenEnd.Reason reason, @Nullable String message) {
    TokenEnd end = new TokenEnd(request.sessionId(), request.modelId(), reason, 0, message);
    vertx.eventBus().publish(AppAddresses.MODEL_END, end, LocalDelivery.BY_REFERENCE);
  }

  /** Stops the texts of a session, whatever runs them. */
  void cancel(String sessionId) {
    vertx.eventBus().publish(AppAddresses.MODEL_CANCEL, sessionId, LocalDelivery.BY_REFERENCE);
  }

  /** A text is over; if it did not end well, its server may be gone. */
  void ended(TokenEnd end) {
    ModelServer server = roster == null ? null : roster.serverOf(end.modelId());
    boolean isSuspicious =
        end.reason() == TokenEnd.Reason.ERROR || end.reason() == TokenEnd.Reason.INCOMPLETE;
    if (server != null && servers != null && isSuspicious) {
      servers.lookNow(server);
    }
  }

  /** All models and which is active, as {@code GET /models} tells. */
  JsonObject json() {
    JsonArray list = new JsonArray();
    String active = null;
    if (roster != null) {
      active = roster.active();
      roster.infos().forEach(info -> list.add(json(info)));
    }
    return new JsonObject()
        .put("active", list.isEmpty() ? null : active)
        .put("models", list)
        .put("missing", missing());
  }

  /** The servers that are looked after and can't write now, and why. */
  private JsonArray missing() {
    JsonArray missing = new JsonArray();
    if (servers != null) {
      for (ModelServer server : servers.all()) {
        if (!server.isReady()) {
          missing.add(new JsonObject().put("url", server.url()).put("reason", server.lostWords()));
        }
      }
    }
    return missing;
  }

  void close() {
    if (servers != null) {
      servers.close();
    }
  }

  private Future<Void> run(LoadedModel embedded) {
    roster = new ModelRoster(embedded, config);
    return vertx
        .deployVerticle(
            new ModelVerticle(ModelRoster.EMBEDDED, on -> embedded.source(on, config)),
            new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
        .mapEmpty();
  }

  private Future<Void> runAll(ModelServers found) {
    List<Future<Void>> running = new ArrayList<>();
    for (ModelServer server : found.all()) {
      if (server.isKnown()) {
        running.add(run(server));
      }
    }
    return Future.all(running).mapEmpty();
  }

  private Future<Void> run(ModelServer server) {
    String runner = roster().add(server);
    return vertx.deployVerticle(new ModelVerticle(runner, server::source)).mapEmpty();
  }

  private Future<Void> choose(ModelServers found) {
    ModelRoster all = roster();
    isContent = all.choose();
    boolean isSomeMissing = found.all().stream().anyMatch(each -> !each.isReady());
    String name = config.name();
    if (!isContent && name != null && !isSomeMissing) {
      return Future.failedFuture(
          new StartFailure(
              "\"model.name\" \"" + name + "\" is not there; there is " + all.names()));
    }
    LOG.info("{} is active; there are {}", all.activeWords(), all.names());
    return Future.succeededFuture();
  }

  private void seen(ModelServer server, Change change) {
    if (change.kind() == Change.Kind.NONE) {
      return;
    }
    boolean isNew = server.isKnown() && !roster().has(server);
    Future<Void> running = isNew ? run(server) : Future.succeededFuture();
    running.onSuccess(done -> told(server, change));
  }

  private void told(ModelServer server, Change change) {
    if (!isContent || !roster().ids().contains(roster().active())) {
      isContent = roster().choose();
    }
    changed.run();
    Event event = ModelEvents.of(server, change, roster().activeWords());
    if (event != null) {
      LOG.info(
          "{} {}; {} is active", ModelEvents.title(server), change.words(), roster().activeWords());
      tell.accept(event);
    }
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
