package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes on the wire, held against RFC 6455, section 5.2. */
class WireFramesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 8100",
    "1, 8101",
    "125, 817d",
    "126, 817e007e",
    "65535, 817effff",
    "65536, 817f0000000000010000"
  })
  void theLengthIsWrittenInTheFewestBytes(int length, String header) {
    byte[] frame = WireFrames.text(List.of("x".repeat(length)));

    assertThat(HexFormat.of().formatHex(frame, 0, header.length() / 2)).isEqualTo(header);
    assertThat(new String(frame, header.length() / 2, length, StandardCharsets.UTF_8))
        .isEqualTo("x".repeat(length));
    assertThat(frame).hasSize(header.length() / 2 + length);
  }

  @Test
  void lengthsCountBytesNotCharacters() {
    assertThat(WireFrames.text(List.of("é漢😀"))).hasSize(2 + 9).startsWith(0x81, 9);
  }

  @Test
  void messagesLieBackToBackEachAFrameOfItsOwn() {
    byte[] frames = WireFrames.text(List.of("a", "bc"));

    assertThat(frames).containsExactly(0x81, 1, 'a', 0x81, 2, 'b', 'c');
    assertThat(WireFrames.text(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 131_072, 131_073, 1_000_000})
  void aLongMessageGoesInPieces(int length) {
    byte[] frames = WireFrames.text(List.of("x".repeat(length), "y"));

    int pieces = (length + 65_535) / 65_536;
    ByteBuffer in = ByteBuffer.wrap(frames);
    int got = 0;
    for (int i = 0; i < pieces; i++) {
      int first = in.get() & 0xFF;
      assertThat(first).isEqualTo((i == 0 ? 1 : 0) | (i == pieces - 1 ? 0x80 : 0));
      int size = in.get();
      size = size == 127 ? (int) in.getLong() : size == 126 ? in.getShort() & 0xFFFF : size;
      in.position(in.position() + size);
      got += size;
    }
    assertThat(got).isEqualTo(length);
    assertThat(in.remaining()).isEqualTo(3);
  }

  @Test
  void aPingCarriesTheFrameNumber() {
    assertThat(WireFrames.ping(258)).containsExactly(0x89, 8, 0, 0, 0, 0, 0, 0, 1, 2);
  }
}
