package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TokenizerTest {

  private final Tokenizer shipped = TestTokenizers.shipped();

  TokenizerTest() throws IOException {}

  @Property(tries = 1_000)
  void anyTextComesBackWithASpaceBeforeIt(@ForAll String text) {
    String expected = text.isEmpty() ? "" : " " + wellFormed(text);
    assertThat(decode(shipped.encode(text))).isEqualTo(expected);
  }

  @Property(tries = 500)
  void pairsAreMergedInTheOrderOfTheStraightforwardLoop(
      @ForAll @AlphaChars @Chars({' ', '\'', '.', '\n', 'e', 't', 'h'}) @StringLength(max = 40)
          String text) {
    assertThat(shipped.encode(text)).containsExactly(mergedNaively(text));
  }

  @Test
  void aWordIsOnePieceWithItsSpace() {
    assertThat(labels("Emma was")).containsExactly(" Emma", " was");
  }

  @Test
  void aLineFeedIsItsByte() {
    assertThat(shipped.encode("\n")).endsWith(Tokenizer.FIRST_BYTE + '\n');
  }

  @Test
  void whatHasNoPieceIsSpelledInBytes() {
    assertThat(labels("€")).endsWith("<0xE2>", "<0x82>", "<0xAC>");
    assertThat(decode(shipped.encode("naïve 😀 中"))).isEqualTo(" naïve 😀 中");
  }

  @Test
  void anUnpairedSurrogateIsAReplacementCharacter() {
    assertThat(decode(shipped.encode("a\uD83Db"))).isEqualTo(" a\uFFFDb");
  }

  @Test
  void anEmptyTextHasNoTokens() {
    assertThat(shipped.encode("")).isEmpty();
  }

  @Test
  void namesOfSpecialTokensInATextAreOrdinaryText() {
    for (int id : shipped.encode("<s></s><unk><0x0A>")) {
      assertThat(id).isGreaterThan(Tokenizer.EOS);
      assertThat(id).isNotEqualTo(Tokenizer.FIRST_BYTE + '\n');
    }
  }

  @Test
  void amongEqualScoresTheLeftmostPairIsMergedFirst() throws IOException {
    Tokenizer tokenizer = TestTokenizers.read(TestTokenizers.bytes(List.of("aa", "a", " ")));
    assertThat(tokenizer.encode("aaaaa")).containsExactly(261, 259, 259, 260);
  }

  @Test
  void specialTokensAddNoTextAndTheUnknownOneAReplacementCharacter() {
    assertThat(shipped.text(Tokenizer.BOS)).isEmpty();
    assertThat(shipped.text(Tokenizer.EOS)).isEmpty();
    assertThat(shipped.text(Tokenizer.UNKNOWN)).isEqualTo("\uFFFD");
  }

  @Test
  void labelsShowBytesOnlyIfTheyAreReadable() {
    assertThat(shipped.label(Tokenizer.FIRST_BYTE + 'A')).isEqualTo("A");
    assertThat(shipped.label(Tokenizer.FIRST_BYTE + '\n')).isEqualTo("\n");
    assertThat(shipped.label(Tokenizer.FIRST_BYTE + 7)).isEqualTo("<0x07>");
    assertThat(shipped.label(Tokenizer.FIRST_BYTE + 0xE2)).isEqualTo("<0xE2>");
    assertThat(shipped.label(Tokenizer.EOS)).isEqualTo("</s>");
  }

  private List<String> labels(String text) {
    List<String> labels = new ArrayList<>();
    for (int id : shipped.encode(text)) {
      labels.add(shipped.label(id));
    }
    return labels;
  }

  private String decode(int[] ids) {
    var bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(shipped.decode(id));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String wellFormed(String text) {
    var result = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /** The loop of llama2.c, for text whose characters are pieces or ASCII bytes. */
  private int[] mergedNaively(String text) {
    List<Integer> ids = new ArrayList<>();
    for (char c : (text.isEmpty() ? "" : " " + text).toCharArray()) {
      ids.add(idOf(String.valueOf(c)) < 0 ? Tokenizer.FIRST_BYTE + c : idOf(String.valueOf(c)));
    }
    while (true) {
      int best = -1;
      int merged = -1;
      for (int i = 0; i + 1 < ids.size(); i++) {
        int id = idOf(pieceOf(ids.get(i)) + pieceOf(ids.get(i + 1)));
        if (id >= 0 && (best < 0 || shipped.score(id) > shipped.score(merged))) {
          best = i;
          merged = id;
        }
      }
      if (best < 0) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
      }
      ids.set(best, merged);
      ids.remove(best + 1);
    }
  }

  private String pieceOf(int id) {
    return id < Tokenizer.FIRST_PIECE ? "<" + id + ">" : shipped.text(id);
  }

  private int idOf(String piece) {
    for (int id = Tokenizer.FIRST_PIECE; id < shipped.size(); id++) {
      if (shipped.text(id).equals(piece)) {
        return id;
      }
    }
    return -1;
  }
}
