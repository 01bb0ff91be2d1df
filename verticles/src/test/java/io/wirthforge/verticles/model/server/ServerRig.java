package io.wirthforge.verticles.model.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.wirthforge.verticles.Eventually;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A source on an event loop of a real Vert.x, what it delivers, and the double it talks to. */
final class ServerRig implements TokenSource.Sink, AutoCloseable {

  static final String MODEL = "double";
  static final String CANARY = "Kanarienvogel";

  /** Long enough for a busy machine, short enough for a test of silence. */
  static final ServerTimeouts PATIENT = new ServerTimeouts(2_000, 60_000, 60_000, 60_000, 20_000);

  final Vertx vertx = Vertx.vertx();
  final WireDouble peer;
  final ServerModels models;
  final List<TokenChunk> chunks = new CopyOnWriteArrayList<>();
  final List<TokenEnd> ends = new CopyOnWriteArrayList<>();
  private final Loop loop = new Loop();
  private final ServerSource source;

  private static final class Loop extends VerticleBase {
    <T> T call(Supplier<T> action) {
      Promise<T> promise = Promise.promise();
      context.runOnContext(
          go -> {
            try {
              promise.complete(action.get());
            } catch (RuntimeException e) {
              promise.fail(e);
            }
          });
      return Eventually.done(promise.future());
    }
  }

  ServerRig(String dialect) {
    this(dialect, PATIENT);
  }

  ServerRig(String dialect, ServerTimeouts timeouts) {
    peer = WireDouble.start(vertx, dialect, "double:1b");
    Dialect spoken = dialect(dialect);
    models = new ServerModels(spoken.source(), spoken.title() + " at " + peer.url());
    models.list(Map.of(MODEL, "double:1b"));
    Eventually.done(vertx.deployVerticle(loop));
    source =
        loop.call(
            () ->
                new ServerSource(vertx, ServerUrl.of(peer.url(), false), spoken, models, timeouts));
  }

  static Dialect dialect(String source) {
    return Dialect.all(false).stream()
        .filter(each -> each.source().equals(source))
        .findFirst()
        .orElseThrow();
  }

  static TokenRequest request(String session) {
    return new TokenRequest(
        session, MODEL, CANARY + " \"said\"", 0.5, 0.9, 1_000, List.of("stop"), 7L);
  }

  TokenSource.Running start(String session) {
    return start(request(session));
  }

  TokenSource.Running start(TokenRequest request) {
    return loop.call(() -> source.start(request, this));
  }

  /** Starts a text and cancels it before anything else can happen. */
  void startAndCancel(String session) {
    loop.call(
        () -> {
          source.start(request(session), this).cancel();
          return true;
        });
  }

  void cancel(TokenSource.Running text) {
    loop.call(
        () -> {
          text.cancel();
          return true;
        });
  }

  @Override
  public void chunk(TokenChunk chunk) {
    chunks.add(chunk);
  }

  @Override
  public void end(TokenEnd end) {
    ends.add(end);
  }

  /** Writes one text to its end. */
  TokenEnd write(WireScript script) {
    peer.play(script);
    start("s");
    return awaitEnd();
  }

  TokenEnd awaitEnd() {
    awaitEnds(1);
    return ends.get(0);
  }

  void awaitEnds(int count) {
    Eventually.until(count + " ends", () -> ends.size() >= count);
  }

  /** Waits until a text was asked for and has so many chunks. */
  void awaitText(int count) {
    Eventually.until("a request", () -> !peer.texts().isEmpty());
    awaitChunks(count);
  }

  void awaitChunks(int count) {
    Eventually.until(count + " chunks", () -> chunks.size() >= count);
  }

  Future<Void> stop() {
    return vertx.close();
  }

  @Override
  public void close() {
    Eventually.done(stop());
  }
}
