package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void aPingCarriesTheFrameNumber() {
    assertThat(WireFrames.ping(258)).containsExactly(0x89, 8, 0, 0, 0, 0, 0, 0, 1, 2);
  }
}
