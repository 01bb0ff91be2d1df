package io.wirthforge.verticles.model.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The content of a weights file, whichever of the two forms it has: float32 as written by
 * llama2.c's {@code export.py --version 0}, or the project's own int8 (see {@link
 * Int8CheckpointWriter}).
 *
 * <p>Nothing is allocated for weights before the header is known to fit the size of the file.
 *
 * @param weights the weights, int8 in either case
 * @param startsWithBos whether the model was trained with a BOS token before each text; always so
 *     for llama2.c
 */
record Checkpoint(Weights weights, boolean startsWithBos) {

  /** What a stream may deliver; larger checkpoints are files. */
  private static final int MAX_STREAM_BYTES = 64 << 20;

  /** The first integer, "ak42", of llama2.c's later versions. */
  private static final int LATER_LLAMA2C_MAGIC = 0x616b3432;

  private static final int GGUF_MAGIC = 'G' | 'G' << 8 | 'U' << 16 | 'F' << 24;
  private static final int MIN_BYTES = Integer.BYTES * ModelShape.HEADER_INTS;

  /**
   * Reads a file.
   *
   * @throws InvalidCheckpointException if it is no checkpoint, or one of another size than its
   *     header says
   * @throws IOException if it cannot be read
   */
  static Checkpoint read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(new CheckpointInput(String.valueOf(file.getFileName()), Files.size(file), in));
    }
  }

  /**
   * Reads a stream to its end, which must come within 64 MiB, and leaves it open.
   *
   * @param name how to call it in a refusal
   * @throws InvalidCheckpointException as for a file
   * @throws IOException if the stream fails
   */
  static Checkpoint read(String name, InputStream in) throws IOException {
    byte[] content = in.readNBytes(MAX_STREAM_BYTES + 1);
    if (content.length > MAX_STREAM_BYTES) {
      throw new InvalidCheckpointException(name, content.length, "or more, too large for a stream");
    }
    return read(new CheckpointInput(name, content.length, new ByteArrayInputStream(content)));
  }

  /** Reads an input from its start. */
  static Checkpoint read(CheckpointInput in) throws IOException {
    if (in.size() < MIN_BYTES) {
      throw in.refuse("expected at least %d for the header of a checkpoint", MIN_BYTES);
    }
    int first = in.readInt();
    if (first == LATER_LLAMA2C_MAGIC) {
      throw in.refuse("a later llama2.c format, but only version 0 is read");
    }
    if (first == GGUF_MAGIC) {
      throw in.refuse("a GGUF file, but only llama2.c version 0 checkpoints are read");
    }
    return first == Int8Tensors.MAGIC ? readInt8(in) : readFloat(in, first);
  }

  private static Checkpoint readFloat(CheckpointInput in, int dim) throws IOException {
    int[] header = new int[ModelShape.HEADER_INTS];
    header[0] = dim;
    System.arraycopy(in.readInts(header.length - 1), 0, header, 1, header.length - 1);
    ModelShape shape = checkedShape(in, header);
    checkSizes(in, FloatTensors.fileBytes(shape), shape);
    return new Checkpoint(assemble(shape, new FloatTensors(in, shape)), true);
  }

  private static Checkpoint readInt8(CheckpointInput in) throws IOException {
    int version = in.readInt();
    if (version != Int8Tensors.VERSION) {
      throw in.refuse("int8 version %d, but only version %d is read", version, Int8Tensors.VERSION);
    }
    int flags = in.readInt();
    if ((flags & ~Int8Tensors.STARTS_WITH_BOS) != 0) {
      throw in.refuse("flags 0x%x, but only bit 0 is known", flags);
    }
    ModelShape shape = checkedShape(in, in.readInts(ModelShape.HEADER_INTS));
    checkSizes(in, Int8Tensors.fileBytes(shape), shape);
    return new Checkpoint(assemble(shape, new Int8Tensors(in)), flags != 0);
  }

  private static ModelShape checkedShape(CheckpointInput in, int[] header)
      throws InvalidCheckpointException {
    ModelShape shape = ModelShape.ofHeader(header);
    String problem = shape.problem();
    if (problem != null) {
      throw in.refuse("not a checkpoint: %s", problem);
    }
    return shape;
  }

  private static void checkSizes(CheckpointInput in, long expected, ModelShape shape)
      throws InvalidCheckpointException {
    if (in.size() != expected) {
      throw in.refuse("expected %,d for %s", expected, shape);
    }
    long needed = Int8Tensors.fileBytes(shape);
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap / 4 * 3) {
      throw in.refuse("needs %,d bytes of memory, too much for a heap of %,d", needed, heap);
    }
  }

  private static Weights assemble(ModelShape shape, TensorReader in) throws IOException {
    QuantizedMatrix embedding = in.matrix("token embedding", shape.vocab(), shape.dim());
    var layers = LayerReader.read(shape, in);
    float[] finalNorm = in.norm("final norm", shape.dim());
    in.skipRotations();
    QuantizedMatrix classifier =
        shape.tied() ? embedding : in.matrix("classifier", shape.vocab(), shape.dim());
    return new Weights(shape, embedding, layers, finalNorm, classifier);
  }
}
