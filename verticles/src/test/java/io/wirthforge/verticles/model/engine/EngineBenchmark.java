package io.wirthforge.verticles.model.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The measurement of the engine: tokens per second on one thread, beside a naive float
 * implementation in the same run. Both sample at temperature 0.8 and top-p 0.95 with a full window;
 * the engine also gives log-probabilities, alternatives and text.
 *
 * <p>Arguments: tokens per round (4000) and rounds (8). The first half of the rounds is warm-up.
 */
final class EngineBenchmark {

  private final int tokens;
  private final int rounds;

  private EngineBenchmark(int tokens, int rounds) {
    this.tokens = tokens;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws IOException {
    int tokens = args.length > 0 ? Integer.parseInt(args[0]) : 4_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    new EngineBenchmark(tokens, rounds).run();
  }

  private void run() throws IOException {
    long start = System.nanoTime();
    EmbeddedModel model = EmbeddedModel.shipped();
    System.out.printf("load, cold JVM: %.1f ms%n", millisSince(start));
    byte[] floats;
    try (InputStream in = EngineBenchmark.class.getResourceAsStream("/model/austen1m.q8")) {
      floats = FloatCheckpointWriter.bytes(Checkpoint.read("austen1m.q8", in).weights());
    }
    String text = "It is a truth universally acknowledged, 中 ".repeat(250).substring(0, 10_000);
    for (int round = 1; round <= rounds; round++) {
      String phase = round <= rounds / 2 ? "warm-up" : "measured";
      start = System.nanoTime();
      model.tokenizer().encode(text);
      double encode = millisSince(start);
      double engine = perSecond(engine(model, round));
      double naive = perSecond(naive(new NaiveFloatLlama(floats, model.contextWindow()), round));
      System.out.printf(
          "%-8s  engine %,6.0f tokens/s  naive float %,6.0f tokens/s  encode 10,000 chars %.1f ms%n",
          phase, engine, naive, encode);
    }
  }

  private long engine(EmbeddedModel model, long seed) {
    var options = new GenerationOptions(0.8, 0.95, tokens, List.of(), seed);
    var generation = new Generation(model, "Emma", options);
    long start = System.nanoTime();
    while (generation.next() != null) {
      // Each call is one token.
    }
    return System.nanoTime() - start;
  }

  private long naive(NaiveFloatLlama rival, long seed) {
    var sampler = new Sampler(0.8, 0.95, seed, 1_024);
    long start = System.nanoTime();
    int token = Tokenizer.FIRST_BYTE + '\n';
    for (int i = 0; i < tokens; i++) {
      token = sampler.sample(rival.forward(token));
    }
    return System.nanoTime() - start;
  }

  private double perSecond(long nanos) {
    return tokens * 1e9 / nanos;
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
