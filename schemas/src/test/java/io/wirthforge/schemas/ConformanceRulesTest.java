package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.conformance.Rule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the conformance kit as people meet them: by name, and by section. */
class ConformanceRulesTest {

  private static final Documents.Page PROTOCOL =
      Documents.page(Documents.ROOT.resolve("schemas/PROTOCOL.md"));

  @ParameterizedTest
  @EnumSource
  void everyRuleStandsInASectionOfTheProtocol(Rule rule) {
    assertThat(PROTOCOL.anchors()).contains(rule.section());
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasANameInOneForm(Rule rule) {
    assertThat(rule.id()).matches("[a-z]+\\.[a-z0-9-]+");
    assertThat(rule.demand()).isNotBlank().hasSizeLessThan(90);
    assertThat(Rule.named(rule.id())).containsExactly(rule);
  }

  @Test
  void namesAreUniqueAndGroupsAreNamesToo() {
    assertThat(Arrays.stream(Rule.values()).map(Rule::id)).doesNotHaveDuplicates();
    assertThat(Rule.named("frames")).hasSizeGreaterThan(5).allMatch(Rule::isOfFramesMode);
    assertThat(Rule.named("nonsense")).isEmpty();
    assertThat(Rule.named("")).isEmpty();
  }
}
