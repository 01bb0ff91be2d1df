package io.wirthforge.verticles.bench;

import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.council.Council;
import io.wirthforge.verticles.council.CouncilOptions;
import io.wirthforge.verticles.decipher.Decipher;
import io.wirthforge.verticles.decipher.DecipherOptions;
import io.wirthforge.verticles.decipher.TokenEnergy;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenChunk.Candidate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a frame costs in Decipher and council: its tokens taken in, its events made. Four models
 * write at once, with the likeliest five tokens of each; the clock is not real. Making the chunks
 * is part of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EnergyBenchmark {

  private static final List<String> MODELS = List.of("a-1b", "b-3b", "c-7b", "d-8b");
  private static final List<Candidate> TOP =
      List.of(
          new Candidate("the", -.4),
          new Candidate("a", -1.7),
          new Candidate("an", -2.6),
          new Candidate("his", -3.4),
          new Candidate("her", -4.2));
  private static final long FRAME_NANOS = 16_666_667;
  private static final double NANOS_PER_SECOND = 1e9;

  /** How fast each model writes. */
  @Param({"40", "200"})
  public int tokensPerSecond;

  private final Random random = new Random(1);
  private final double[] nextNanos = new double[MODELS.size()];
  private Decipher decipher;
  private Council council;
  private long frame;
  private long seq;

  /** Runs it. */
  public static void main(String[] args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(EnergyBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }

  /** Opens a session for each model. */
  @Setup
  public void open() {
    decipher = new Decipher(DecipherOptions.DEFAULT, MODELS.get(0), System::nanoTime);
    council = new Council(CouncilOptions.DEFAULT);
    MODELS.forEach(model -> decipher.prompted("s", model, 0));
  }

  /** A frame. */
  @Benchmark
  public void tick(Blackhole sink) {
    long now = ++frame * FRAME_NANOS;
    for (int i = 0; i < nextNanos.length; i++) {
      for (; nextNanos[i] <= now; nextNanos[i] += gapNanos()) {
        TokenChunk chunk =
            new TokenChunk("s", MODELS.get(i), seq++, "word ", 1, -.4, TOP, (long) nextNanos[i]);
        TokenEnergy energy = decipher.arrived(chunk, now);
        if (energy != null) {
          council.tokens(energy.modelId(), energy.arrivalNanos(), energy.tokens(), energy.units());
        }
      }
    }
    List<Event> energies = decipher.tick(frame, now, true);
    sink.consume(energies);
    sink.consume(council.tick(frame, now, true));
  }

  /** A tenth more or less, so that the streams keep near one rhythm: the council's worst case. */
  private double gapNanos() {
    return NANOS_PER_SECOND / tokensPerSecond * (.9 + .2 * random.nextDouble());
  }
}
