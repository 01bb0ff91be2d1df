package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenerationTest {

  private final EmbeddedModel model = EmbeddedModel.shipped();

  GenerationTest() throws IOException {}

  @Test
  void exactlyAsManyTokensComeAsAreAskedFor() {
    for (int max : new int[] {1, 2, 150}) {
      var generation = new Generation(model, "Emma", options(max, 1));
      assertThat(generation.finishReason()).isNull();
      List<GeneratedToken> tokens = TestModels.tokens(generation);
      assertThat(tokens.stream().mapToInt(GeneratedToken::tokens).sum()).isEqualTo(max);
      assertThat(generation.sampledTokens()).isEqualTo(max);
      assertThat(generation.finishReason()).isEqualTo(FinishReason.LENGTH);
      assertThat(generation.next()).isNull();
    }
  }

  @Test
  void theReasonIsNotToldBeforeTheLastTokenIsTaken() {
    var generation = new Generation(model, "Emma", options(2, 1));
    assertThat(generation.next()).isNotNull();
    assertThat(generation.finishReason()).isNull();
  }

  @Test
  void theSameSeedGivesTheSameTokensAndAnotherOneOthers() {
    List<GeneratedToken> first = TestModels.tokens(new Generation(model, "Emma", options(60, 5)));
    List<GeneratedToken> second = TestModels.tokens(new Generation(model, "Emma", options(60, 5)));
    List<GeneratedToken> other = TestModels.tokens(new Generation(model, "Emma", options(60, 6)));
    assertThat(second).isEqualTo(first);
    assertThat(TestModels.text(other)).isNotEqualTo(TestModels.text(first));
  }

  @Test
  void interleavedGenerationsDoNotDisturbEachOther() {
    List<GeneratedToken> alone = TestModels.tokens(new Generation(model, "Emma", options(120, 5)));
    var first = new Generation(model, "Emma", options(120, 5));
    var second = new Generation(model, "Mr. Darcy", options(120, 9));
    List<GeneratedToken> interleaved = new ArrayList<>();
    for (GeneratedToken t = first.next(); t != null; t = first.next()) {
      interleaved.add(t);
      second.next();
    }
    assertThat(interleaved).isEqualTo(alone);
  }

  @Test
  void aPromptMayBeFedInSteps() {
    String prompt = "It is a truth universally acknowledged, that a single man";
    var stepwise = new Generation(model, prompt, options(20, 5));
    int steps = 1;
    while (!stepwise.prefill(4)) {
      steps++;
    }
    assertThat(steps).isEqualTo((stepwise.promptTokens() + 3) / 4);
    assertThat(TestModels.text(stepwise))
        .isEqualTo(TestModels.text(new Generation(model, prompt, options(20, 5))));
  }

  @Test
  void ofALongPromptTheEndIsFedSoThatTheWindowHoldsItAndOneMore() {
    String words = String.join(" ", IntStream.range(0, 500).mapToObj(i -> "Emma").toList());
    var generation = new Generation(model, words + " and Harriet", options(20, 5));
    assertThat(generation.promptTokens()).isEqualTo(95);
    var tail = new Generation(model, words.substring(0, 92 * 5) + "and Harriet", options(20, 5));
    assertThat(tail.promptTokens()).isLessThanOrEqualTo(95);
    assertThat(TestModels.tokens(generation)).hasSize(20);
  }

  @Test
  void wordsAreSeparatedByOneSpaceWhetherOrNotThePromptEndsWithIt() {
    var without = TestModels.text(new Generation(model, "Emma was", greedy(20)));
    var with = TestModels.text(new Generation(model, "Emma was ", greedy(20)));
    assertThat(without).startsWith(" ");
    assertThat(" " + with).isEqualTo(without);
  }

  @Test
  void anEmptyPromptBeginsAParagraphWithoutASpace() {
    for (long seed = 0; seed < 20; seed++) {
      for (String empty : List.of("", "  ")) {
        assertThat(TestModels.text(new Generation(model, empty, options(8, seed))))
            .isNotEmpty()
            .doesNotStartWith(" ");
      }
    }
  }

  @Test
  void alternativesAreTheTenBestOfThePlainSoftmax() {
    var sharp = new GenerationOptions(0.3, 0.5, 40, List.of(), 1);
    for (GeneratedToken token : TestModels.tokens(new Generation(model, "Emma", sharp))) {
      List<Alternative> top = token.top();
      assertThat(top).hasSize(10);
      assertThat(top).isSortedAccordingTo((a, b) -> Double.compare(b.logprob(), a.logprob()));
      assertThat(top.stream().mapToDouble(a -> Math.exp(a.logprob())).sum()).isBetween(0.1, 1.0);
      assertThat(top).contains(new Alternative(token.text(), token.logprob()));
    }
  }

  @Test
  void probabilitiesDoNotDependOnTheSampler() {
    var flat = new GenerationOptions(5, 1, 1, List.of(), 1);
    var first = TestModels.tokens(new Generation(model, "Emma", greedy(1))).get(0);
    var other = TestModels.tokens(new Generation(model, "Emma", flat)).get(0);
    assertThat(other.top()).isEqualTo(first.top());
    assertThat(first.logprob()).isEqualTo(first.top().get(0).logprob());
  }

  @Test
  void aStopStringEndsTheTextBeforeIt() {
    String whole = TestModels.text(new Generation(model, "Elizabeth", greedy(80)));
    String stop = whole.substring(60, 70);
    var stopped = new GenerationOptions(0, 1, 80, List.of("never", stop), 0);
    var generation = new Generation(model, "Elizabeth", stopped);
    List<GeneratedToken> tokens = TestModels.tokens(generation);
    assertThat(TestModels.text(tokens)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(generation.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(tokens).noneMatch(token -> token.text().isEmpty());
  }

  @Test
  void aStopStringThatDoesNotComeChangesNothing() {
    var stop = List.of(" and her own mind", "\n\n", "Elizabeth Bennet");
    var watched = new GenerationOptions(0, 1, 80, stop, 0);
    assertThat(TestModels.tokens(new Generation(model, "Elizabeth", watched)))
        .isEqualTo(TestModels.tokens(new Generation(model, "Elizabeth", greedy(80))));
  }

  @Test
  void aThousandTokensStreamPastTheWindow() {
    List<GeneratedToken> tokens = TestModels.tokens(new Generation(model, "", options(1_000, 3)));
    assertThat(tokens).allMatch(token -> Double.isFinite(token.logprob()) && token.logprob() <= 0);
    double mean = tokens.stream().mapToDouble(GeneratedToken::logprob).average().orElseThrow();
    assertThat(mean).isCloseTo(-2.3, within(0.7));
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertRefused("temperature", () -> new GenerationOptions(-0.1, 1, 1, List.of(), 0));
    assertRefused("temperature", () -> new GenerationOptions(Double.NaN, 1, 1, List.of(), 0));
    assertRefused("topP", () -> new GenerationOptions(1, 0, 1, List.of(), 0));
    assertRefused("topP", () -> new GenerationOptions(1, 1.01, 1, List.of(), 0));
    assertRefused("maxTokens", () -> new GenerationOptions(1, 1, 0, List.of(), 0));
    assertRefused("stop string", () -> new GenerationOptions(1, 1, 1, List.of("a", ""), 0));
  }

  private static void assertRefused(String part, Runnable options) {
    assertThatThrownBy(options::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part)
        .hasMessageContaining("out of range");
  }

  private static GenerationOptions options(int maxTokens, long seed) {
    return new GenerationOptions(0.8, 0.95, maxTokens, List.of(), seed);
  }

  private static GenerationOptions greedy(int maxTokens) {
    return new GenerationOptions(0, 1, maxTokens, List.of(), 0);
  }
}
