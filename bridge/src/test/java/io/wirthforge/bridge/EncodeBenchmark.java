package io.wirthforge.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wirthforge.schemas.EventCodec;
import java.util.IdentityHashMap;
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

/** The bytes of a frame, made once for all clients: from its events, and from their texts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {

  /** How many events the frame holds. */
  @Param({"1", "20"})
  public int events;

  /** About how long each of them is. */
  @Param({"600", "4096", "16384"})
  public int bytes;

  private final FrameEncoder encoder =
      new FrameEncoder(
          "e1", new EventCodec(MicroEvents.CATALOG), new BridgeMetrics(new SimpleMeterRegistry()));
  private Frame frame = MicroEvents.frame(0, 0, 0);
  private List<String> texts = List.of();

  /** Makes the frame. */
  @Setup
  public void make() {
    frame = MicroEvents.frame(1, events, bytes);
    texts = fresh().messages(ClientFilter.EVERYTHING).texts();
  }

  /** A frame in events mode, from records to what goes over the wire. */
  @Benchmark
  public Object encodeForEventsMode() {
    return fresh().messages(ClientFilter.EVERYTHING).framed();
  }

  /** The same in frames mode. */
  @Benchmark
  public Object encodeForFramesMode() {
    return fresh().envelope(ClientFilter.EVERYTHING).framed();
  }

  /** Texts to WebSocket frames alone. */
  @Benchmark
  public Object framing() {
    return new SharedMessages(texts).framed();
  }

  private EncodedFrame fresh() {
    return new EncodedFrame(encoder, frame, new IdentityHashMap<>());
  }
}
