package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Utf8JoinerTest {

  private final List<GeneratedToken> out = new ArrayList<>();
  private final Utf8Joiner joiner = new Utf8Joiner(out::add);

  @Test
  void aCharacterComesOutOnceItIsComplete() {
    feed(0xF0, 0x9F, 0x98);
    assertThat(out).isEmpty();
    feed(0x80);
    assertThat(texts()).containsExactly("😀");
    assertThat(out.get(0).tokens()).isEqualTo(4);
    assertThat(out.get(0).logprob()).isCloseTo(-2, within(1e-9));
    assertThat(out.get(0).top().get(0).text()).isEqualTo("byte 240");
  }

  @Test
  void anAsciiByteIsACharacter() {
    feed('\n', 'a');
    assertThat(texts()).containsExactly("\n", "a");
  }

  @Test
  void aPieceEndsACharacterThatIsNotComplete() {
    feed(0xE2, 0x82);
    joiner.accept(new GeneratedToken(" was", 1, -1, List.of()));
    assertThat(texts()).containsExactly("\uFFFD", " was");
    assertThat(out.get(0).tokens()).isEqualTo(2);
    assertThat(out.get(1).logprob()).isEqualTo(-1);
  }

  @Test
  void anUnfinishedCharacterIsAReplacementAtTheEnd() {
    feed(0xC3);
    joiner.finish();
    joiner.finish();
    assertThat(texts()).containsExactly("\uFFFD");
  }

  @Test
  void surrogatesOverlongFormsAndWhatIsBeyondUnicodeAreNoCharacters() {
    feed(0xED, 0xA0, 0xC0, 0x80, 0xF4, 0x90, 0xF5);
    joiner.finish();
    assertThat(texts()).hasSize(7).containsOnly("\uFFFD");
  }

  @Property(tries = 2_000)
  void anyBytesGiveTheTextThatTheJdkDecodes(
      @ForAll @Size(max = 12) List<@ByteRange(min = -128, max = 127) Byte> bytes) {
    assertDecodedAsByTheJdk(bytes);
  }

  @Property(tries = 2_000)
  void bytesThatAreAlmostCharactersDoAsWell(@ForAll @Size(max = 12) List<Integer> choices) {
    byte[] edges = "aéß€\uFFFD😀".getBytes(StandardCharsets.UTF_8);
    byte[] leads = {
      (byte) 0xE0,
      (byte) 0xED,
      (byte) 0xF0,
      (byte) 0xF4,
      (byte) 0xC2,
      (byte) 0x80,
      (byte) 0xBF,
      (byte) 0xA0,
      (byte) 0x9F,
      (byte) 0x90,
      (byte) 0x8F,
      'a'
    };
    List<Byte> bytes = new ArrayList<>();
    for (int choice : choices) {
      int index = Math.floorMod(choice, edges.length + 3 * leads.length);
      bytes.add(index < edges.length ? edges[index] : leads[(index - edges.length) % leads.length]);
    }
    assertDecodedAsByTheJdk(bytes);
  }

  private static void assertDecodedAsByTheJdk(List<Byte> bytes) {
    List<GeneratedToken> tokens = new ArrayList<>();
    var joiner = new Utf8Joiner(tokens::add);
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
      joiner.accept(array[i], 0, List.of());
    }
    joiner.finish();
    var text = new StringBuilder();
    tokens.forEach(token -> text.append(token.text()));
    // The JDK takes some broken sequences together, so runs of replacements count as one.
    assertThat(oneReplacement(text.toString()))
        .isEqualTo(oneReplacement(new String(array, StandardCharsets.UTF_8)));
    assertThat(tokens.stream().mapToInt(GeneratedToken::tokens).sum()).isEqualTo(array.length);
  }

  private static String oneReplacement(String text) {
    return text.replaceAll("\uFFFD+", "\uFFFD");
  }

  private void feed(int... bytes) {
    for (int b : bytes) {
      joiner.accept((byte) b, -0.5, List.of(new Alternative("byte " + b, -0.5)));
    }
  }

  private List<String> texts() {
    return out.stream().map(GeneratedToken::text).toList();
  }
}
