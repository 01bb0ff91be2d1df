package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

class TokenizerRefusalTest {

  private static final byte[] VALID = TestTokenizers.bytes(List.of("é", " the"));

  /** Where token 0 begins: score, length, bytes. */
  private static final int FIRST = 4;

  private static final int BYTE_0 = FIRST + 13 + 11 + 12;

  @TempDir Path folder;

  static Stream<Arguments> brokenFiles() {
    int end = VALID.length;
    return Stream.of(
        arguments(new byte[0], "expected a tokenizer"),
        arguments(new byte[4], "its longest piece has no length"),
        arguments(Arrays.copyOf(VALID, 40), "holds 3 tokens, expected at least 259"),
        arguments(Arrays.copyOf(VALID, 42), "ends within token 3"),
        arguments(Arrays.copyOf(VALID, end - 1), "token 260 has 4 bytes, but 3 are left"),
        arguments(Arrays.copyOf(VALID, end + 5), "ends within token 261"),
        arguments(withInt(FIRST + 4, -1), "token 0 has -1 bytes"),
        arguments(withInt(FIRST + 4, Integer.MAX_VALUE), "token 0 has 2,147,483,647 bytes, but"),
        arguments(withInt(FIRST, 0x7fc00000), "token 0 has the score NaN"),
        arguments(withInt(BYTE_0 + 8, 0), "token 3 is not the byte <0x00>"),
        arguments(withInt(end - 4, 0xC0C0C0C0), "token 260 is not valid UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsRefusedByNameSizeAndReason(byte[] content, String reason) throws IOException {
    Path file = folder.resolve("tokenizer.bin");
    Files.write(file, content);
    assertThatThrownBy(() -> TokenizerReader.read(file))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageStartingWith(
            String.format(Locale.ROOT, "tokenizer.bin: %,d bytes, ", content.length))
        .hasMessageContaining(reason);
  }

  @Test
  void aStreamThatDoesNotEndIsRefused() {
    assertThatThrownBy(() -> TokenizerReader.read("endless", new EndlessStream()))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining("too large");
  }

  @Property(tries = 2_000)
  void whateverHappensToAFileItIsReadOrRefused(
      @ForAll @IntRange(max = 3_600) int at,
      @ForAll int value,
      @ForAll @IntRange(max = 4_000) int length)
      throws IOException {
    byte[] content = at + 4 <= VALID.length ? withInt(at, value) : VALID;
    if (length % 2 == 0) {
      content = Arrays.copyOf(content, length);
    }
    try {
      assertThat(TestTokenizers.read(content).size()).isGreaterThanOrEqualTo(259);
    } catch (InvalidCheckpointException e) {
      assertThat(e).hasMessageStartingWith("test-tokenizer.bin: ");
    }
  }

  private static byte[] withInt(int at, int value) {
    byte[] result = VALID.clone();
    ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return result;
  }
}
