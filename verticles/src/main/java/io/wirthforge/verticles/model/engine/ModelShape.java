package io.wirthforge.verticles.model.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of a Llama 2 model, as in the first seven integers of a llama2.c checkpoint.
 *
 * @param dim width of the residual stream
 * @param hidden width of the feed-forward layer
 * @param layers number of transformer layers
 * @param heads number of query heads
 * @param kvHeads number of key and value heads; each serves {@code heads / kvHeads} query heads
 * @param vocab number of tokens
 * @param seq longest sequence the model was trained on, in tokens
 * @param tied whether the token embedding is the classifier as well
 */
record ModelShape(
    int dim, int hidden, int layers, int heads, int kvHeads, int vocab, int seq, boolean tied) {

  /** How many integers a header has. */
  static final int HEADER_INTS = 7;

  // Products of these limits fit a long many times over, and every array index fits an int.
  private static final int MAX_WIDTH = 1 << 16;
  private static final int MAX_LAYERS = 1 << 10;
  private static final int MAX_VOCAB = 1 << 20;
  private static final int MAX_SEQ = 1 << 20;

  /** The shape that seven header integers spell; {@link #problem()} tells whether it can be. */
  static ModelShape ofHeader(int[] header) {
    boolean tied = header[5] > 0;
    int vocab = tied ? header[5] : -header[5];
    return new ModelShape(
        header[0], header[1], header[2], header[3], header[4], vocab, header[6], tied);
  }

  /** The seven header integers; an untied classifier is a negative vocabulary. */
  int[] header() {
    return new int[] {dim, hidden, layers, heads, kvHeads, tied ? vocab : -vocab, seq};
  }

  /** Width of one head. */
  int headSize() {
    return dim / heads;
  }

  /** Width of the keys and values of one position. */
  int kvDim() {
    return headSize() * kvHeads;
  }

  /** Number of norm weights. */
  long normParameters() {
    return dim * (2L * layers + 1);
  }

  /** Number of weights in matrices. */
  long matrixParameters() {
    long attention = 2L * dim * dim + 2L * dim * kvDim();
    long feedForward = 3L * dim * hidden;
    long embeddings = (tied ? 1L : 2L) * vocab * dim;
    return embeddings + layers * (attention + feedForward);
  }

  /** Number of matrix rows, each of which has a scale of its own when quantized. */
  long matrixRows() {
    long perLayer = 3L * dim + 2L * kvDim() + 2L * hidden;
    return (tied ? 1L : 2L) * vocab + layers * perLayer;
  }

  /** Number of all weights. */
  long parameters() {
    return normParameters() + matrixParameters();
  }

  /** Why no model can have this shape, as the rest of a sentence; null if one can. */
  @Nullable String problem() {
    String range =
        firstOf(rangeProblem("dim", dim, MAX_WIDTH), rangeProblem("hidden", hidden, MAX_WIDTH));
    range = firstOf(range, rangeProblem("layers", layers, MAX_LAYERS));
    range = firstOf(range, rangeProblem("heads", heads, MAX_WIDTH));
    range = firstOf(range, rangeProblem("kv heads", kvHeads, MAX_WIDTH));
    range = firstOf(range, rangeProblem("vocab", vocab, MAX_VOCAB));
    range = firstOf(range, rangeProblem("seq", seq, MAX_SEQ));
    return range == null ? divisionProblem() : range;
  }

  private @Nullable String divisionProblem() {
    if (dim % heads != 0) {
      return text("dim %,d is not divisible by heads %,d", dim, heads);
    }
    if (heads % kvHeads != 0) {
      return text("heads %,d is not divisible by kv heads %,d", heads, kvHeads);
    }
    if (headSize() % 2 != 0) {
      return text("head size %,d (dim / heads) is odd", headSize());
    }
    return seq < 2 ? "seq 1 leaves no room for a prompt and an answer" : null;
  }

  private static @Nullable String rangeProblem(String name, int value, int max) {
    if (value <= 0) {
      return text("%s %,d is not positive", name, value);
    }
    return value > max ? text("%s %,d is above the limit of %,d", name, value, max) : null;
  }

  private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  @Override
  public String toString() {
    return text(
        "dim %,d, hidden %,d, layers %,d, heads %,d, kv heads %,d, vocab %,d%s, seq %,d",
        dim, hidden, layers, heads, kvHeads, vocab, tied ? "" : " (untied)", seq);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
