package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StopFilterTest {

  private final List<String> out = new ArrayList<>();

  @Test
  void withoutStopStringsNothingWaits() {
    StopFilter filter = filter();
    feed(filter, "Emma", " was");
    assertThat(out).containsExactly("Emma", " was");
  }

  @Test
  void aStopStringThatSpansTokensIsLeftOutWithAllThatFollows() {
    StopFilter filter = filter("THE END");
    feed(filter, " and", " so T", "HE", " E");
    assertThat(out).containsExactly(" and");
    assertThat(filter.stopped()).isFalse();
    feed(filter, "ND.", " More");
    assertThat(out).containsExactly(" and", " so ");
    assertThat(filter.stopped()).isTrue();
  }

  @Test
  void tokensThatTurnOutToBeNoStopStringComeOutOneByOne() {
    StopFilter filter = filter("\n\n\n");
    feed(filter, "\n", "\n");
    assertThat(out).isEmpty();
    feed(filter, "He");
    assertThat(out).containsExactly("\n", "\n", "He");
  }

  @Test
  void theEndOfTheTextReleasesWhatWaits() {
    StopFilter filter = filter("abc");
    feed(filter, "x", "ab");
    assertThat(out).containsExactly("x");
    filter.finish();
    assertThat(out).containsExactly("x", "ab");
  }

  @Test
  void theFirstOfSeveralStopStringsCounts() {
    StopFilter filter = filter("cd", "b");
    feed(filter, "abcd");
    assertThat(out).containsExactly("a");
  }

  @Test
  void aTokenOfWhichNothingIsLeftDoesNotComeOut() {
    StopFilter filter = filter("ab");
    feed(filter, "x", "a", "b");
    assertThat(out).containsExactly("x");
  }

  @Property(tries = 3_000)
  void theTextIsThatBeforeTheFirstStopStringAndNothingIsReleasedTooEarly(
      @ForAll @Size(max = 8) List<@Chars({'a', 'b', 'c'}) @StringLength(max = 3) String> tokens,
      @ForAll @Size(max = 3)
          List<@Chars({'a', 'b'}) @StringLength(min = 1, max = 4) String> stops) {
    List<String> released = new ArrayList<>();
    StopFilter filter = new StopFilter(stops, token -> released.add(token.text()));
    String text = "";
    int stop = -1;
    for (String token : tokens) {
      filter.accept(new GeneratedToken(token, 1, 0, List.of()));
      text += token;
      String soFar = text;
      stop = stops.stream().mapToInt(soFar::indexOf).filter(at -> at >= 0).min().orElse(-1);
      assertThat(filter.stopped()).isEqualTo(stop >= 0);
      if (stop >= 0) {
        break;
      }
    }
    filter.finish();
    assertThat(String.join("", released)).isEqualTo(stop < 0 ? text : text.substring(0, stop));
  }

  private StopFilter filter(String... stops) {
    return new StopFilter(List.of(stops), token -> out.add(token.text()));
  }

  private static void feed(StopFilter filter, String... texts) {
    for (String text : texts) {
      filter.accept(new GeneratedToken(text, 1, -1, List.of()));
    }
  }
}
