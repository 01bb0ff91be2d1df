package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
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

/** What a client that was away is due: its frames, folded into one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MergeBenchmark {

  /** How many frames it missed. */
  @Param({"2", "15", "600"})
  public int frames;

  private List<Frame> missed = List.of();

  /** Frames of four models that write, each with its energy, and two prices. */
  @Setup
  public void make() {
    List<Frame> made = new ArrayList<>();
    for (int n = 0; n < frames; n++) {
      List<Event> events = new ArrayList<>();
      for (int model = 0; model < 4; model++) {
        events.add(TestEvents.energy("m" + model, "12.345", "0.125", 3));
        events.add(TestEvents.text("s" + model, "word ", "by ", "word "));
      }
      events.addAll(MicroEvents.mix("price", 2));
      made.add(TestEvents.frame(n, events.toArray(Event[]::new)));
    }
    missed = made;
  }

  /** All of them as one. */
  @Benchmark
  public Object merge() {
    return Frame.mergeAll(missed);
  }
}
