package io.wirthforge.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wirthforge.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A tick of one loop with clients that are current, sockets left out: a frame encoded once, handed
 * to every link, and confirmed when a client would confirm it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {

  private static final int FRAMES_PER_ACK = 5;

  /** How the clients want it. */
  @Param({"EVENTS", "FRAMES"})
  public WireMode mode = WireMode.EVENTS;

  /** How long the frame's one event is. */
  @Param({"600", "16384"})
  public int bytes;

  /** How many there are. */
  @Param({"1", "1000"})
  public int clients;

  private final BridgeMetrics metrics = new BridgeMetrics(new SimpleMeterRegistry());
  private final SentTally tally = new SentTally(metrics);
  private final List<Client> connected = new ArrayList<>();
  private LoopStream stream = stream();
  private Frame pattern = MicroEvents.frame(0, 1, 0);
  private long number;

  /** Lets the clients in. */
  @Setup
  public void connect() {
    pattern = MicroEvents.frame(0, 1, bytes);
    stream = stream();
    stream.take(pattern);
    for (int i = 0; i < clients; i++) {
      connected.add(new Client());
    }
  }

  /** A frame for all of them. */
  @Benchmark
  public void fanOut() {
    number++;
    long now = number * LinkRig.TICK_NANOS;
    stream.take(new Frame(number, number, now / 1_000_000, 0, false, pattern.events()));
    for (Client client : connected) {
      client.tick(now);
    }
    tally.tell();
  }

  private LoopStream stream() {
    return new LoopStream(
        new FrameSeed("e1", null, List.of()), 600, new EventCodec(MicroEvents.CATALOG), metrics);
  }

  /** A link, and a client that answers at once. */
  private final class Client implements ClientTransport {

    private static final long NONE = -1;

    private final ClientSession session;
    private final ClientLink link;
    private long pinged = NONE;
    private long sentBytes;

    Client() {
      session = new ClientSession("c1", mode, ClientFilter.EVERYTHING, LinkRig.OPTIONS, tally, 0);
      Heartbeats heartbeats = new Heartbeats(LinkRig.OPTIONS.heartbeatIntervalNanos(), 0);
      OwnEvents own =
          new OwnEvents(stream.encoder(), metrics, heartbeats, "c1", () -> 60, () -> 1000);
      link = stream.link(session, this, own, null);
      stream.greet(link, this);
    }

    void tick(long now) {
      link.tick(now);
      session.heard();
      if (mode == WireMode.FRAMES && number % FRAMES_PER_ACK == 0) {
        link.acknowledged(number, now);
      } else if (pinged != NONE) {
        link.pong(pinged);
        pinged = NONE;
      }
      if (link.position() != number) {
        throw new IllegalStateException("the client lags");
      }
    }

    @Override
    public void onDrained(Runnable drained) {}

    @Override
    public void onShortFrames(ShortFrames.Sink sink) {
      throw new UnsupportedOperationException("this client tells the link itself");
    }

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public void send(SharedMessages messages) {
      sentBytes += messages.framed().length;
    }

    @Override
    public void sendAndPing(SharedMessages messages, long frameNumber) {
      send(messages);
      sendPing(frameNumber);
    }

    @Override
    public void sendEnding(SharedMessages message, int without, String end) {
      sentBytes += message.framed().length - without + end.length();
    }

    @Override
    public void sendText(String message) {
      sentBytes += message.length();
    }

    @Override
    public void sendPing(long frameNumber) {
      pinged = frameNumber;
    }

    @Override
    public void flush() {}

    @Override
    public void close(CloseReason reason) {
      throw new IllegalStateException(reason + " after " + sentBytes + " bytes");
    }
  }
}
