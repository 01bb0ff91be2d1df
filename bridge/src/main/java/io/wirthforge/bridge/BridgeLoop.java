package io.wirthforge.bridge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of one event loop: hands each of them, per tick, the frame it is due.
 *
 * <p>Everything here happens on that loop, so nothing is locked, and a tick costs one task however
 * many clients there are.
 */
final class BridgeLoop {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");

  private static final long LAST_WORDS_MS = 1500;

  private final Vertx vertx;
  private final Context context;
  private final FrameBridgeOptions options;
  private final EventCatalog catalog;
  private final EventCodec codec;
  private final BridgeMetrics metrics;
  private final ConnectionCount count;
  private final BridgeFigures figures;
  private final LinkOptions linkOptions;
  private final SentTally tally;
  private final FrameRateMeter frameRate = new FrameRateMeter();
  private final Map<ServerWebSocket, ClientLink> links = new LinkedHashMap<>();
  private final SharedBuffers buffers = new SharedBuffers();
  private @Nullable List<ClientLink> serving; // A copy, until one comes or goes.
  private final MessageConsumer<SealedFrame> frames;
  private @Nullable LoopStream stream;
  private long pendingBytes;
  private @Nullable Promise<Void> allClosed;
  private Future<Void> seeding = Future.succeededFuture();

  /** Starts to listen to frames, on the calling context, which must be an event loop. */
  BridgeLoop(
      Vertx vertx,
      FrameBridgeOptions options,
      EventCatalog catalog,
      BridgeMetrics metrics,
      LinkOptions linkOptions) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.options = options;
    this.catalog = catalog;
    this.codec = new EventCodec(catalog);
    this.metrics = metrics;
    this.count = ConnectionCount.of(vertx, options.root(), metrics.registry());
    this.figures = BridgeFigures.of(vertx, options.root(), metrics.registry());
    this.linkOptions = linkOptions;
    this.tally = new SentTally(metrics);
    LocalCodec.register(vertx, catalog, codec);
    this.frames =
        vertx
            .eventBus()
            .localConsumer(options.addresses().sealed(), message -> frame(message.body()));
    seed();
  }

  /** Whether clients can be let in. */
  boolean isReady() {
    return stream != null && stream.isReady(options.readyEvent());
  }

  /** Takes a connection whose request passed the gate. */
  void upgrade(HttpServerRequest request, WireMode mode, Permission permission) {
    if (!SocketInternals.claim(request)) {
      metrics.refused("handshake");
      return;
    }
    HandshakeWatch watch = SocketInternals.watch(request);
    request
        .toWebSocket()
        .onComplete(done -> SocketInternals.unwatch(request, watch))
        .onSuccess(socket -> connect(request, socket, mode, permission, watch.spokeEarly()))
        .onFailure(
            failure -> {
              SocketInternals.unclaim(request);
              metrics.refused("handshake");
            });
  }

  /** Ends all connections; done when all are gone, or soon after. Called on any thread. */
  Future<Void> close() {
    return Future.future(promise -> context.runOnContext(go -> close(promise)));
  }

  private void close(Promise<Void> promise) {
    frames.unregister();
    tally.tell();
    stream = null; // Lets nobody in.
    serving().forEach(link -> link.close(CloseReason.SHUTDOWN));
    allClosed = promise;
    figures.pendingChanged(-pendingBytes);
    pendingBytes = 0;
    if (links.isEmpty()) {
      promise.tryComplete();
    } else {
      // Where a socket can't be aborted, its peer ends with its server.
      vertx.setTimer(LAST_WORDS_MS, id -> promise.tryComplete());
    }
  }

  /** Runs an action once the stream is known, or it is known that there is none yet. */
  void whenSeeded(Runnable action) {
    seeding.onComplete(done -> action.run());
  }

  private void seed() {
    // On failure the first frame will ask again.
    seeding =
        vertx
            .eventBus()
            .<FrameSeed>request(options.addresses().seed(), null, LocalOnly.OPTIONS)
            .map(Message::body)
            .onSuccess(this::seeded)
            .mapEmpty();
  }

  private void seeded(FrameSeed seed) {
    if (frames.isRegistered()) {
      stream = new LoopStream(seed, options.ringSeconds() * FrameClock.FRAME_RATE, codec, metrics);
    }
  }

  private void frame(SealedFrame sealed) {
    long now = System.nanoTime();
    frameRate.frame(now);
    figures.frameRate(frameRate.hertz());
    LoopStream current = stream;
    if (current != null && !current.epoch().equals(sealed.epoch())) {
      stream = null;
      serving().forEach(link -> link.close(CloseReason.SHUTDOWN));
      current = null;
    }
    if (current == null) {
      if (seeding.isComplete()) {
        seed();
      }
    } else if (current.take(sealed.frame())) {
      tickAll(now, sealed);
    }
  }

  private void tickAll(long now, SealedFrame sealed) {
    tally.tell(); // Of what went between ticks, too, and when the last client is gone.
    if (links.isEmpty() && pendingBytes == 0) {
      return;
    }
    FlightEvents.Write recorded = new FlightEvents.Write();
    recorded.begin();
    long pending = 0;
    buffers.share();
    try {
      for (ClientLink link : serving()) {
        pending += tick(link, now);
      }
    } finally {
      buffers.release();
    }
    figures.pendingChanged(pending - pendingBytes);
    pendingBytes = pending;
    long end = System.nanoTime();
    metrics.written(end - now, end - sealed.tickNanos());
    if (recorded.shouldCommit()) {
      recorded.frameNumber = sealed.frame().frameNumber();
      recorded.clients = links.size();
      recorded.commit();
    }
  }

  /** All links; another list once one came or went. */
  private List<ClientLink> serving() {
    List<ClientLink> copied = serving;
    if (copied == null) {
      copied = List.copyOf(links.values());
      serving = copied;
    }
    return copied;
  }

  /** Serves a client; the bytes that wait for it. */
  private static long tick(ClientLink link, long now) {
    try {
      link.tick(now);
      return link.pendingBytes();
    } catch (RuntimeException e) {
      LOG.error("connection {} failed", link.session().connectionId(), e);
      link.close(CloseReason.INTERNAL);
      return 0;
    }
  }

  private void connect(
      HttpServerRequest request,
      ServerWebSocket socket,
      WireMode mode,
      Permission permission,
      boolean spokeEarly) {
    ClientTransport transport = SocketInternals.transport(vertx, request, socket, buffers);
    metrics.connected();
    int connected = count.connected();
    LoopStream current = stream;
    if (current == null) {
      refuse(socket, transport, CloseReason.SHUTDOWN);
    } else if (spokeEarly) {
      refuse(socket, transport, CloseReason.PROTOCOL_ERROR);
    } else if (connected > options.maxClients()) {
      refuse(socket, transport, CloseReason.AT_CAPACITY);
    } else {
      try {
        // What the handshake named counts, whatever was offered.
        WireMode agreed = socket.subProtocol() == null ? WireMode.EVENTS : mode;
        UpgradeRequest wish = UpgradeRequest.read(request.params(), agreed, catalog.channels());
        open(socket, transport, wish.within(permission), permission, current);
      } catch (UpgradeRequest.BadParameterException e) {
        refuse(socket, transport, e.reason());
      } catch (RuntimeException e) {
        LOG.error("a connection could not be opened", e);
        ClientLink begun = links.remove(socket);
        serving = null;
        if (begun != null) {
          begun.closed();
        }
        refuse(socket, transport, CloseReason.INTERNAL);
      }
    }
  }

  private void refuse(ServerWebSocket socket, ClientTransport transport, CloseReason reason) {
    socket.closeHandler(done -> gone(reason.code()));
    transport.close(reason);
  }

  private void open(
      ServerWebSocket socket,
      ClientTransport transport,
      UpgradeRequest wish,
      Permission permission,
      LoopStream current) {
    long now = System.nanoTime();
    String connectionId = ConnectionIds.next();
    ClientSession session =
        new ClientSession(connectionId, wish.mode(), wish.filter(), linkOptions, tally, now);
    session.pace().maxFrameRate(wish.maxFrameRate());
    OwnEvents own =
        new OwnEvents(
            current.encoder(),
            metrics,
            new Heartbeats(linkOptions.heartbeatIntervalNanos(), now),
            connectionId,
            frameRate::hertz,
            System::currentTimeMillis);
    ClientLink link = current.link(session, transport, own, wish.resume());
    links.put(socket, link);
    serving = null;
    ClientInbox inbox = new ClientInbox(link, catalog.channels(), permission, now);
    SocketHandlers.attach(socket, transport, inbox);
    socket.closeHandler(done -> closed(socket, link, SocketClose.code(socket, link::closeCode)));
    transport.onDrained(link::drained);
    socket.setWriteQueueMaxSize(linkOptions.writeQueueBytes());
    current.greet(link, transport);
  }

  private void closed(ServerWebSocket socket, ClientLink link, int code) {
    links.remove(socket);
    serving = null;
    link.closed();
    gone(code);
    if (allClosed != null && links.isEmpty()) {
      allClosed.tryComplete();
    }
  }

  private void gone(int code) {
    count.disconnected();
    metrics.disconnected(code);
  }
}
