package io.wirthforge.verticles.model.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A language model: weights and vocabulary under one name. Immutable, to be loaded once and shared
 * by all {@link Generation}s.
 */
public final class EmbeddedModel {

  /** How many positions a generation attends to, unless the model was made for fewer. */
  public static final int DEFAULT_CONTEXT_WINDOW = 96;

  private static final String SHIPPED_NAME = "austen-1m";
  private static final String SHIPPED_WEIGHTS = "/model/austen1m.q8";
  private static final String SHIPPED_TOKENIZER = "/model/bpe1024.bin";

  private final String name;
  private final Checkpoint checkpoint;
  private final Tokenizer tokenizer;
  private final Transformer transformer;

  private EmbeddedModel(String name, Checkpoint checkpoint, Tokenizer tokenizer, int window) {
    this.name = name;
    this.checkpoint = checkpoint;
    this.tokenizer = tokenizer;
    this.transformer = new Transformer(checkpoint.weights(), window);
  }

  /**
   * Loads the model that comes with the application: 935,040 weights trained on Jane Austen.
   *
   * @throws IOException if the application's own files are damaged
   */
  public static EmbeddedModel shipped() throws IOException {
    try (InputStream weights = open(SHIPPED_WEIGHTS);
        InputStream pieces = open(SHIPPED_TOKENIZER)) {
      Checkpoint checkpoint = Checkpoint.read(SHIPPED_WEIGHTS, weights);
      Tokenizer tokenizer = TokenizerReader.read(SHIPPED_TOKENIZER, pieces);
      return of(SHIPPED_NAME, checkpoint, tokenizer);
    }
  }

  /**
   * Loads a checkpoint whose vocabulary is the {@code tokenizer.bin} beside it.
   *
   * @see #load(Path, Path)
   */
  public static EmbeddedModel load(Path checkpoint) throws IOException {
    return load(checkpoint, checkpoint.resolveSibling("tokenizer.bin"));
  }

  /**
   * Loads a checkpoint: llama2.c version 0 in float32, quantized while it is read, or the project's
   * own int8.
   *
   * @param checkpoint the weights; the file name without its extension becomes the model's name
   * @param tokenizer the vocabulary, as written by llama2.c's {@code tokenizer.py}
   * @throws InvalidCheckpointException if a file is not what it should be, or the two do not fit
   * @throws IOException if a file cannot be read
   */
  public static EmbeddedModel load(Path checkpoint, Path tokenizer) throws IOException {
    Tokenizer pieces = TokenizerReader.read(tokenizer);
    Checkpoint weights = Checkpoint.read(checkpoint);
    int expected = weights.weights().shape().vocab();
    if (pieces.size() != expected) {
      throw new InvalidCheckpointException(
          String.valueOf(tokenizer.getFileName()),
          Files.size(tokenizer),
          String.format(
              Locale.ROOT,
              "holds %,d tokens, but %s was made for %,d",
              pieces.size(),
              checkpoint.getFileName(),
              expected));
    }
    String file = String.valueOf(checkpoint.getFileName());
    return of(file.replaceFirst("(?<=.)\\.[^.]*$", ""), weights, pieces);
  }

  /**
   * The same model with another context window; weights are shared.
   *
   * @param positions how many positions to attend to, 2 to {@link #maxContextWindow()}
   * @throws IllegalArgumentException if out of that range
   */
  public EmbeddedModel withContextWindow(int positions) {
    return new EmbeddedModel(name, checkpoint, tokenizer, positions);
  }

  private static EmbeddedModel of(String name, Checkpoint checkpoint, Tokenizer tokenizer) {
    int window = Math.min(DEFAULT_CONTEXT_WINDOW, checkpoint.weights().shape().seq());
    return new EmbeddedModel(name, checkpoint, tokenizer, window);
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = EmbeddedModel.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(resource + " is missing from the class path");
    }
    return in;
  }

  /** The name of the model, such as "austen-1m". */
  public String name() {
    return name;
  }

  /** How many weights the model has. */
  public long parameters() {
    return checkpoint.weights().shape().parameters();
  }

  /** How many tokens the vocabulary has. */
  public int vocabularySize() {
    return tokenizer.size();
  }

  /** How many positions a generation attends to; text may grow without end beyond it. */
  public int contextWindow() {
    return transformer.window();
  }

  /** The longest sequence the weights were trained on, in tokens. */
  public int maxContextWindow() {
    return checkpoint.weights().shape().seq();
  }

  boolean startsWithBos() {
    return checkpoint.startsWithBos();
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  Transformer transformer() {
    return transformer;
  }
}
