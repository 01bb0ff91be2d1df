package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SafeTextTest {

  private static final String FIRE = "\uD83D\uDD25";

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "é", FIRE, "\uD83D", "\uDD25", "\uFFFD")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Property
  void cleanTextCanBeWrittenInUtf8(@ForAll("texts") String text) throws CharacterCodingException {
    String clean = SafeText.clean(text);

    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(clean));
    assertThat(clean).hasSameSizeAs(text);
    assertThat(SafeText.clean(clean)).isSameAs(clean);
  }

  @Property
  void cutTextIsAPrefixOfTheCleanText(
      @ForAll("texts") String text, @ForAll @IntRange(max = 20) int max) {
    String cut = SafeText.cut(text, max);
    String clean = SafeText.clean(text);

    assertThat(clean).startsWith(cut);
    assertThat(cut.codePointCount(0, cut.length()))
        .isEqualTo(Math.min(max, clean.codePointCount(0, clean.length())));
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() {
    assertThat(SafeText.clean("a\uD83Db\uDD25" + FIRE)).isEqualTo("a\uFFFDb\uFFFD" + FIRE);
    assertThat(SafeText.clean("\uD83D\uD83D\uDD25")).isEqualTo("\uFFFD" + FIRE);
  }

  @Test
  void aPairIsNeverCutInTwo() {
    assertThat(SafeText.cut(FIRE.repeat(3), 2)).isEqualTo(FIRE.repeat(2));
    assertThat(SafeText.cut("a" + FIRE, 2)).isEqualTo("a" + FIRE);
    assertThat(SafeText.cut("a" + FIRE, 1)).isEqualTo("a");
    assertThat(SafeText.cut("abc", 0)).isEmpty();
  }

  @Test
  void nothingThatIsPrintableDoesAnythingToATerminal() {
    String hostile = "a\u001b[31mred\u0007\r\u009b2J\u202eright\u2066\u2028\ufeff\u007f";

    String shown = SafeText.printable(hostile);

    assertThat(shown).hasSameSizeAs(hostile).startsWith("a\ufffd[31mred\ufffd\ufffd\ufffd2J");
    assertThat(shown.chars())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(SafeText.printable("two\nlines\tand é 漢字 😀 👨\u200d👩"))
        .isEqualTo("two\nlines\tand é 漢字 😀 👨\u200d👩");
  }
}
