package io.wirthforge.verticles.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every name becomes a slug that the stream can carry, and no two names the same one. */
class ModelSlugsTest {

  private final ModelSlugs slugs = new ModelSlugs();

  @ParameterizedTest
  @CsvSource({
    "qwen3:0.6b, qwen3-0-6b",
    "hf.co/x/y, hf-co-x-y",
    "phi3.5, phi3-5",
    "austen-1m, austen-1m",
    "Snake_Case, Snake_Case",
    "größe 中😀, gr--e---",
    "'..', --",
    "' ', -",
  })
  void illegalCharactersBecomeDashes(String name, String slug) {
    assertThat(slugs.slugOf(name)).isEqualTo(slug);
  }

  @Test
  void namesThatWouldBeEqualAreNumbered() {
    assertThat(slugs.slugOf("a:b")).isEqualTo("a-b");
    assertThat(slugs.slugOf("a.b")).isEqualTo("a-b-2");
    assertThat(slugs.slugOf("a b")).isEqualTo("a-b-3");
    assertThat(slugs.slugOf("a.b")).isEqualTo("a-b-2");
  }

  @Test
  void aNameThatLooksLikeANumberedOneGetsANumberItself() {
    slugs.slugOf("a:b");
    slugs.slugOf("a.b");
    assertThat(slugs.slugOf("a-b-2")).isEqualTo("a-b-2-2");
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> slugs.slugOf(""));
  }

  @Property
  void slugsAreLegalDistinctAndStable(@ForAll("names") List<String> names) {
    ModelSlugs first = new ModelSlugs();
    ModelSlugs second = new ModelSlugs();
    Map<String, String> nameOfSlug = new HashMap<>();
    for (String name : names) {
      String slug = first.slugOf(name);
      assertThat(slug).matches("^[a-zA-Z0-9_-]+$");
      assertThat(first.slugOf(name)).isEqualTo(slug);
      assertThat(second.slugOf(name)).isEqualTo(slug);
      assertThat(nameOfSlug.putIfAbsent(slug, name)).isIn(null, name);
    }
  }

  @Test
  void theModelsOfANodeEndInItsName() {
    ModelSlugs slugs = new ModelSlugs("-8145");

    assertThat(slugs.slugOf("qwen3:0.6b")).isEqualTo("qwen3-0-6b-8145");
    assertThat(slugs.slugOf("qwen3.0.6b")).isEqualTo("qwen3-0-6b-2-8145");
  }

  @Provide
  Arbitrary<List<String>> names() {
    Arbitrary<String> alike =
        Arbitraries.strings().withChars("a.:-2").ofMinLength(1).ofMaxLength(5);
    return Arbitraries.oneOf(alike, Arbitraries.strings().ofMinLength(1).ofMaxLength(20))
        .list()
        .ofMaxSize(60);
  }
}
