package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextListTest {

  /** Which of the lists made so far to append to, and which to append. */
  @Provide
  Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers().between(0, 1000).list().ofMaxSize(60);
  }

  @Property
  void listsThatShareAnArrayNeverSeeOneAnother(@ForAll("choices") List<Integer> choices) {
    var lists = new ArrayList<>(List.of(list("a"), list("b", "c"), list()));
    var models = new ArrayList<>(List.of(List.of("a"), List.of("b", "c"), List.<String>of()));
    for (int i = 0; i + 1 < choices.size(); i += 2) {
      int left = choices.get(i) % lists.size();
      int right = choices.get(i + 1) % lists.size();
      if (models.get(left).size() + models.get(right).size() < 500) {
        lists.add(lists.get(left).append(lists.get(right)));
        var model = new ArrayList<>(models.get(left));
        model.addAll(models.get(right));
        models.add(model);
      }
    }
    for (int i = 0; i < lists.size(); i++) {
      assertThat(lists.get(i)).isEqualTo(models.get(i)).hasSameHashCodeAs(models.get(i));
      int chars = String.join("", models.get(i)).length();
      assertThat(lists.get(i).weight()).isEqualTo(52 * models.get(i).size() + 2 * chars);
    }
  }

  @Test
  void appendingALongTextTokenByTokenCopiesLittle() {
    TextList token = list("x");
    TextList text = list();
    for (int i = 0; i < 1_000_000; i++) {
      text = text.append(token);
    }
    assertThat(text).hasSize(1_000_000);
  }

  @Test
  void tokensAreCleanedAndMustBeThere() {
    assertThat(list("a\uD83D", "\uDD25b")).containsExactly("a\uFFFD", "\uFFFDb");
    assertThatThrownBy(() -> list("a", null)).hasMessageContaining("/payload/tokens/1: required");
    assertThatThrownBy(() -> list("a").get(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static TextList list(String... strings) {
    return TextList.copyOf(Arrays.asList(strings));
  }
}
