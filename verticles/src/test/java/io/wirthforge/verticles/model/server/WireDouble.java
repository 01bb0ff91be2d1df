package io.wirthforge.verticles.model.server;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.wirthforge.verticles.Eventually;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that plays a model server over a raw socket, so that bytes can be cut anywhere. It
 * answers looks as its kind does, and each text with the next script.
 */
public final class WireDouble implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  /** A request as it came. */
  public record Request(String head, String body) {

    /** Its method and path. */
    public String line() {
      return head.substring(0, head.indexOf(" HTTP/"));
    }

    /** Its body. */
    public JsonObject json() {
      return new JsonObject(body);
    }
  }

  final Deque<WireScript> scripts = new ConcurrentLinkedDeque<>();
  final List<Request> texts = new CopyOnWriteArrayList<>();
  final List<Request> looks = new CopyOnWriteArrayList<>();
  final AtomicInteger textsClosed = new AtomicInteger();
  final AtomicInteger hangUps = new AtomicInteger();
  final AtomicInteger writing = new AtomicInteger();
  final AtomicInteger connections = new AtomicInteger();
  final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  private final Vertx vertx;
  private final String dialect;
  private volatile List<String> models;
  private volatile boolean isLoading;
  private volatile long closedNanos;
  private volatile @Nullable Consumer<NetSocket> stranger;
  private volatile NetServer server;
  private volatile int port;

  private WireDouble(Vertx vertx, String dialect, List<String> models) {
    this.vertx = vertx;
    this.dialect = dialect;
    this.models = models;
  }

  /** A double that listens. */
  public static WireDouble start(Vertx vertx, String dialect, String... models) {
    WireDouble made = new WireDouble(vertx, dialect, List.of(models));
    made.up();
    return made;
  }

  /** Listens, on the port it had before. */
  public void up() {
    // Somebody's outgoing connection may have the port for a moment.
    Eventually.until("a port", this::listens);
  }

  private boolean listens() {
    NetServer made = vertx.createNetServer().connectHandler(this::connected);
    AtomicInteger bound = new AtomicInteger(-1);
    Eventually.done(
        made.listen(port, HOST)
            .onSuccess(listening -> bound.set(listening.actualPort()))
            .<Object>mapEmpty()
            .otherwiseEmpty());
    if (bound.get() > 0) {
      port = bound.get();
      server = made;
    }
    return bound.get() > 0;
  }

  /** Is gone, with all its connections. */
  public void down() {
    Eventually.done(server.close());
    sockets.forEach(NetSocket::close);
    sockets.clear();
  }

  @Override
  public void close() {
    down();
  }

  /** What its next texts are; the last one is played again and again. */
  public WireDouble play(String... names) {
    return play(List.of(names).stream().map(WireScript::named).toArray(WireScript[]::new));
  }

  /** What its next texts are; the last one is played again and again. */
  public WireDouble play(WireScript... next) {
    scripts.clear();
    scripts.addAll(List.of(next));
    return this;
  }

  /** From now on answers everything with 503, or does so no more. */
  void loading(boolean loads) {
    isLoading = loads;
  }

  /** Lists other models from now on. */
  void list(String... names) {
    models = List.of(names);
  }

  /** Closes so many connections on which a text is asked for, without a byte. */
  void hangUp(int times) {
    hangUps.set(times);
  }

  /** Its address. */
  public String url() {
    return "http://" + HOST + ":" + port;
  }

  /** The texts that were asked for. */
  public List<Request> texts() {
    return texts;
  }

  /** How many connections closed while a text was being written. */
  public int textsClosed() {
    return textsClosed.get();
  }

  /** When the last of them did. */
  public long closedNanos() {
    return closedNanos;
  }

  private void connected(NetSocket socket) {
    connections.incrementAndGet();
    sockets.add(socket);
    Consumer<NetSocket> other = stranger;
    if (other != null) {
      other.accept(socket);
      return;
    }
    new WirePeer(vertx, this, socket).begin();
  }

  /** From now on something else answers here. */
  void answerWith(Consumer<NetSocket> other) {
    stranger = other;
  }

  /** Whether it has written every answer to its end. */
  boolean isIdle() {
    return writing.get() == 0;
  }

  boolean hangsUp() {
    return hangUps.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  /** The script of the next text. */
  WireScript next() {
    return scripts.size() > 1 ? scripts.poll() : scripts.peek();
  }

  void textClosed() {
    closedNanos = System.nanoTime();
    textsClosed.incrementAndGet();
  }

  /** The answer to a look, null for one that this kind does not know. */
  @Nullable JsonObject look(String path) {
    JsonArray list = new JsonArray();
    boolean isOllama = dialect.equals("ollama");
    models.forEach(each -> list.add(new JsonObject().put(isOllama ? "name" : "id", each)));
    return switch (dialect + " " + path) {
      case "ollama /api/version" -> new JsonObject().put("version", "0.33.0");
      case "ollama /api/tags" -> new JsonObject().put("models", list);
      case "llamacpp /health" -> new JsonObject().put("status", "ok");
      case "llamacpp /v1/models", "openai /v1/models" -> new JsonObject().put("data", list);
      default -> null;
    };
  }

  boolean isLoading() {
    return isLoading;
  }
}
