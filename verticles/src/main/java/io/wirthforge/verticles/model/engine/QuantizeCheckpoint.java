package io.wirthforge.verticles.model.engine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tool that makes an int8 checkpoint of a float32 one; silent when it succeeds.
 *
 * <p>Usage: {@code QuantizeCheckpoint <llama2.c checkpoint> <int8 checkpoint> [--no-bos]}, the last
 * for a model that was trained without BOS tokens, such as the shipped one.
 */
public final class QuantizeCheckpoint {

  private QuantizeCheckpoint() {}

  /**
   * Runs the tool.
   *
   * @throws IllegalArgumentException if the arguments are not as above
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    boolean noBos = args.length == 3 && args[2].equals("--no-bos");
    if (args.length != 2 && !noBos) {
      throw new IllegalArgumentException("usage: <checkpoint> <int8 checkpoint> [--no-bos]");
    }
    quantize(Path.of(args[0]), Path.of(args[1]), !noBos);
  }

  /**
   * Reads one file and writes the other.
   *
   * @throws IOException if a file cannot be read or written
   */
  static void quantize(Path from, Path to, boolean startsWithBos) throws IOException {
    Weights weights = Checkpoint.read(from).weights();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      Int8CheckpointWriter.write(new Checkpoint(weights, startsWithBos), out);
    }
  }
}
