package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointRefusalTest {

  private static final ModelShape SHAPE = new ModelShape(8, 6, 1, 2, 1, 5, 4, true);
  private static final byte[] FLOATS = TestCheckpoints.floats(SHAPE, 1);
  private static final int BIG = Integer.MAX_VALUE;
  private static final String SIZES =
      "expected 1,692 for dim 8, hidden 6, layers 1, heads 2, kv heads 1, vocab 5, seq 4";

  @TempDir Path folder;

  static Stream<Arguments> brokenFiles() throws IOException {
    byte[] int8 = TestCheckpoints.int8(SHAPE, 1);
    return Stream.of(
        arguments(new byte[0], "0 bytes, expected at least 28"),
        arguments(new byte[27], "27 bytes, expected at least 28"),
        arguments(Arrays.copyOf(FLOATS, 1_234), "1,234 bytes, " + SIZES),
        arguments(Arrays.copyOf(FLOATS, FLOATS.length - 1), "1,691 bytes, " + SIZES),
        arguments(Arrays.copyOf(FLOATS, FLOATS.length + 1), "1,693 bytes, " + SIZES),
        arguments(header(0, 6, 1, 2, 1, 5, 4), "dim 0 is not positive"),
        arguments(header(8, -6, 1, 2, 1, 5, 4), "hidden -6 is not positive"),
        arguments(header(8, 6, 1, 3, 1, 5, 4), "dim 8 is not divisible by heads 3"),
        arguments(header(8, 6, 1, 4, 3, 5, 4), "heads 4 is not divisible by kv heads 3"),
        arguments(header(8, 6, 1, 8, 1, 5, 4), "head size 1 (dim / heads) is odd"),
        arguments(header(8, 6, 1, 2, 1, 0, 4), "vocab 0 is not positive"),
        arguments(header(8, 6, 1, 2, 1, Integer.MIN_VALUE, 4), "vocab -2,147,483,648 is not"),
        arguments(header(8, 6, 1, 2, 1, 5, 1), "seq 1 leaves no room"),
        arguments(header(BIG, BIG, BIG, BIG, BIG, BIG, BIG), "dim 2,147,483,647 is above"),
        arguments(header(8, 6, BIG, 2, 1, 5, 4), "layers 2,147,483,647 is above the limit"),
        arguments(
            header(65_536, 65_536, 1_024, 2, 1, 1_048_576, 4), "expected 105,828,531,830,812 for"),
        arguments(
            withInt(FLOATS, 28, Float.floatToIntBits(Float.NaN)), "token embedding holds NaN"),
        arguments(withInt(FLOATS, 188, 0x7f800000), "attention norm of layer 0 holds Infinity"),
        arguments(withText(FLOATS, "GGUF"), "a GGUF file"),
        arguments(withText(FLOATS, "24ka"), "a later llama2.c format"),
        arguments(withInt(int8, 4, 2), "int8 version 2, but only version 1"),
        arguments(withInt(int8, 8, 6), "flags 0x6, but only bit 0"),
        arguments(withInt(int8, 12, -8), "dim -8 is not positive"),
        arguments(Arrays.copyOf(int8, int8.length - 1), ", expected 708 for dim 8"),
        arguments(Arrays.copyOf(int8, int8.length + 9), ", expected 708 for dim 8"),
        arguments(withInt(int8, 40, 0xff800000), "token embedding holds -Infinity"),
        arguments(withInt(int8, 40, 0xbf800000), "token embedding has the negative scale -1.0"),
        arguments(Arrays.copyOf(int8, 39), "ended early"));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsRefusedByNameSizeAndReason(byte[] content, String reason) throws IOException {
    Path file = folder.resolve("broken.bin");
    Files.write(file, content);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageStartingWith("broken.bin: ")
        .hasMessageContaining(String.format(Locale.ROOT, "%,d bytes, ", content.length))
        .hasMessageContaining(reason);
  }

  @Test
  void aStreamThatDoesNotEndIsRefused() {
    assertThatThrownBy(() -> Checkpoint.read("endless", new EndlessStream()))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("endless: 67,108,865 bytes, or more, too large for a stream");
  }

  @Test
  void aModelThatDoesNotFitTheHeapIsRefusedBeforeAnythingIsAllocated() {
    int[] header = {65_536, 65_536, 1_024, 2, 1, 1_048_576, 4};
    var in = new ByteArrayInputStream(header(header));
    long size = FloatTensors.fileBytes(ModelShape.ofHeader(header));
    assertThatThrownBy(() -> Checkpoint.read(new CheckpointInput("huge.bin", size, in)))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageStartingWith("huge.bin: 105,828,531,830,812 bytes, needs 26,459,")
        .hasMessageContaining("too much for a heap of ");
  }

  @Property(tries = 2_000)
  void whateverHappensToAFloatFileItIsReadOrRefused(
      @ForAll @IntRange(max = 1_691) int at,
      @ForAll int value,
      @ForAll @IntRange(max = 1_800) int length)
      throws IOException {
    assertReadOrRefused(mutated(FLOATS, at, value, length));
  }

  @Property(tries = 2_000)
  void whateverHappensToAnInt8FileItIsReadOrRefused(
      @ForAll @IntRange(max = 707) int at,
      @ForAll int value,
      @ForAll @IntRange(max = 800) int length)
      throws IOException {
    assertReadOrRefused(mutated(TestCheckpoints.int8(SHAPE, 1), at, value, length));
  }

  /** Half of the files keep their length, and half of the changes are to the header. */
  private static byte[] mutated(byte[] content, int at, int value, int length) {
    int place = value % 2 == 0 ? at : at % 44;
    byte[] result = length % 2 == 0 ? content.clone() : Arrays.copyOf(content, length);
    return place + 4 <= result.length ? withInt(result, place, value) : result;
  }

  private static void assertReadOrRefused(byte[] content) throws IOException {
    try {
      assertThat(TestCheckpoints.read(content).weights().layers()).isNotEmpty();
    } catch (InvalidCheckpointException e) {
      assertThat(e).hasMessageStartingWith("test.bin: ");
    }
  }

  private static byte[] header(int... values) {
    byte[] content = FLOATS.clone();
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(values);
    return content;
  }

  private static byte[] withInt(byte[] content, int at, int value) {
    byte[] result = content.clone();
    ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return result;
  }

  private static byte[] withText(byte[] content, String magic) {
    byte[] result = content.clone();
    System.arraycopy(magic.getBytes(StandardCharsets.US_ASCII), 0, result, 0, 4);
    return result;
  }
}
