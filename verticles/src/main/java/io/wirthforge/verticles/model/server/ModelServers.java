package io.wirthforge.verticles.model.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.wirthforge.verticles.model.ModelSlugs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The model servers on this machine: looks for them once, then after those that are kept. */
public final class ModelServers {

  private static final long MILLION = 1_000_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final ServerProbe probe;
  private final List<ModelServer> servers = new ArrayList<>();
  private final Map<ModelServer, WatchPace> paces = new HashMap<>();
  private final Map<ModelServer, Long> timers = new HashMap<>();
  private BiConsumer<ModelServer, Change> listener = (server, change) -> {};
  private boolean isClosed;

  /** Servers that were not looked at yet. */
  public ModelServers(Vertx vertx, ServerPlan plan, ModelSlugs slugs, ServerTimeouts timeouts) {
    this.vertx = vertx;
    this.client = ServerSource.client(vertx);
    this.probe = new ServerProbe(vertx, client, timeouts);
    plan.candidates().forEach(each -> servers.add(new ModelServer(each, slugs, timeouts)));
  }

  /** Looks at all at once. Those that nobody named and that are not there are forgotten. */
  public Future<Void> lookOnce() {
    List<Future<Sighting>> looks = new ArrayList<>();
    for (ModelServer server : servers) {
      looks.add(probe.look(server.candidate().url(), server.candidate().dialects()));
    }
    return Future.join(looks)
        .<Void>mapEmpty()
        .onSuccess(
            all -> {
              // In the order of the plan, not of the answers: slugs are given in it.
              for (int i = 0; i < looks.size(); i++) {
                servers.get(i).seen(looks.get(i).result());
              }
              forget();
            });
  }

  private void forget() {
    boolean anyMain = servers.stream().anyMatch(each -> each.isMain() && each.isKnown());
    servers.removeIf(
        each ->
            !each.isKnown()
                && (each.candidate().isKept() ? each.isMain() && anyMain : each.isGone()));
  }

  /** All that are known or looked for, in the order in which they are preferred. */
  public List<ModelServer> all() {
    return List.copyOf(servers);
  }

  /** From now on looks after them. */
  public void watch(BiConsumer<ModelServer, Change> changes) {
    listener = changes;
    servers.forEach(
        server -> {
          paces.put(server, new WatchPace());
          arm(server);
        });
  }

  /** Looks at a server without waiting: somebody met a failure. */
  public void lookNow(ModelServer server) {
    Long timer = timers.get(server);
    if (timer != null && vertx.cancelTimer(timer)) {
      ask(server);
    }
  }

  /** Ends the looking. */
  public void close() {
    isClosed = true;
    timers.values().forEach(vertx::cancelTimer);
    client.close();
  }

  private void arm(ModelServer server) {
    WatchPace pace = paces.computeIfAbsent(server, each -> new WatchPace());
    long waitMs = server.isReady() ? pace.afterFound() : pace.afterMissing();
    timers.put(server, vertx.setTimer(waitMs, due -> look(server)));
  }

  private void look(ModelServer server) {
    ServerModels models = server.models();
    if (server.isReady() && models != null && isTalking(models)) {
      arm(server);
    } else {
      ask(server);
    }
  }

  private void ask(ModelServer server) {
    probe
        .look(server.candidate().url(), server.candidate().dialects())
        .onSuccess(
            sighting -> {
              if (!isClosed) {
                Change change = server.seen(sighting);
                arm(server);
                listener.accept(server, change);
              }
            });
  }

  /** A server that is writing is there; a look would only take from its time. */
  private static boolean isTalking(ServerModels models) {
    return System.nanoTime() - models.lastSignNanos() < WatchPace.STEADY_MS * MILLION;
  }
}
