package io.wirthforge.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream and its clients without sockets, event loops, or a clock of their own. */
final class LinkRig {

  static final long TICK_NANOS = 16_666_667;
  static final String EPOCH = "e1";
  static final LinkOptions OPTIONS =
      new LinkOptions(15, 4 << 20, 1_000_000_000L, 30_000_000_000L, 8192);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final BridgeMetrics metrics = new BridgeMetrics(registry);
  final List<Frame> frames = new ArrayList<>();
  private final LoopStream stream;
  private final List<Client> clients = new ArrayList<>();
  private final LinkOptions options;
  private Permission permission = Permission.everything();
  private long number = -1;
  private long now;

  LinkRig() {
    this(OPTIONS, 600);
  }

  LinkRig(LinkOptions options, int ringFrames) {
    this.options = options;
    this.stream =
        new LoopStream(
            new FrameSeed(EPOCH, null, List.of()),
            ringFrames,
            new EventCodec(TestEvents.CATALOG),
            metrics);
    tick();
  }

  /** Clients that connect from now on may see this much. */
  void permit(Permission newPermission) {
    permission = newPermission;
  }

  /** One client: its link, its inbox, its socket. */
  final class Client {
    final FakeTransport transport = new FakeTransport();
    final ClientSession session;
    final ClientLink link;
    private final ClientInbox inbox;

    private Client(WireMode mode, ClientFilter filter, UpgradeRequest.@Nullable Position resume) {
      session =
          new ClientSession(
              "c1", mode, permission.within(filter), options, new SentTally(metrics), now);
      Heartbeats heartbeats = new Heartbeats(options.heartbeatIntervalNanos(), now);
      OwnEvents own =
          new OwnEvents(stream.encoder(), metrics, heartbeats, "c1", () -> 60, () -> 1000);
      link = stream.link(session, transport, own, resume);
      inbox = new ClientInbox(link, TestEvents.CATALOG.channels(), permission, now);
      stream.greet(link, transport);
    }

    /** Sends a message, with single quotes for double ones. */
    void says(String message) {
      inbox.text(message.replace('\'', '"'), now);
    }

    void ack(long frameNumber) {
      says("{'type':'ack','frameNumber':" + frameNumber + "}");
    }

    void pong(long frameNumber) {
      inbox.pong(frameNumber, now);
    }

    /** Answers all pings, as any WebSocket does that is read from. */
    void answerPings() {
      transport.takePings().forEach(this::pong);
    }

    void drain() {
      transport.writable(true);
      link.drained();
    }
  }

  Client connect(WireMode mode) {
    return connect(mode, ClientFilter.EVERYTHING, null);
  }

  /** Connects and forgets what the client was greeted with. */
  Client connected(WireMode mode) {
    Client client = connect(mode);
    client.transport.take();
    client.transport.takePings();
    if (mode == WireMode.FRAMES) {
      client.ack(number);
    } else {
      client.pong(number);
    }
    return client;
  }

  Client connect(WireMode mode, ClientFilter filter, UpgradeRequest.@Nullable Position resume) {
    Client client = new Client(mode, filter, resume);
    clients.add(client);
    return client;
  }

  /** One tick passes, and all links get to know. */
  Frame tick(Event... events) {
    number++;
    now += TICK_NANOS;
    Frame frame = TestEvents.frame(number, events);
    frames.add(frame);
    stream.take(frame);
    clients.forEach(client -> client.link.tick(now));
    return frame;
  }

  /** Ticks pass, each with a word of text. */
  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick(TestEvents.text("s", (number + 1) + " "));
    }
  }

  /** The process stands still. */
  void standStill(long nanos) {
    now += nanos;
  }

  /** Ticks are skipped, as after a stall. */
  void skip(int ticks) {
    number += ticks;
    now += ticks * TICK_NANOS;
  }

  long number() {
    return number;
  }

  long now() {
    return now;
  }

  /** All frames from a number to the newest, as one. */
  Frame mergeFrom(long fromFrame) {
    return Frame.mergeAll(
        frames.stream().filter(frame -> frame.frameNumber() >= fromFrame).toList());
  }
}
