package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shipped weights can do, against values that a float32 engine gave. */
class ShippedModelQualityTest {

  /** What int8 weights may change in a log-probability; 0.038 is the most that was seen. */
  private static final double INT8_TOLERANCE = 0.05;

  private static final int CONTEXT = 128;
  private static final int MEASURED = 2_000;

  private final EmbeddedModel model = EmbeddedModel.shipped();

  ShippedModelQualityTest() throws IOException {}

  @Test
  void greedyTextAndLogProbabilitiesAreThoseOfTheFloatWeights() throws IOException {
    List<String> golden = resource("/model/greedy-elizabeth.tsv").lines().toList();
    assertThat(golden).hasSize(80);
    var options = new GenerationOptions(0, 1, golden.size(), List.of(), 0);
    var generation = new Generation(model, "Elizabeth", options);
    for (String line : golden) {
      String[] fields = line.split("\t");
      GeneratedToken token = generation.next();
      assertThat(token).isNotNull();
      assertThat(token.text()).isEqualTo(fields[0].replace("\\n", "\n"));
      assertThat(token.logprob()).isCloseTo(Double.parseDouble(fields[1]), within(INT8_TOLERANCE));
    }
    assertThat(generation.next()).isNull();
  }

  /**
   * The measure of the weights' description: text the training never saw, cut into contexts of 128
   * tokens, each begun anew without BOS; the first token of a context has no more context than
   * itself to predict the next. The float weights score 2.776 here.
   */
  @Test
  void twoThousandHeldOutTokensCostAtMost2Point80NatsEach() throws IOException {
    assertThat(heldOutNats(CONTEXT)).isLessThanOrEqualTo(2.80).isCloseTo(2.776, within(0.01));
  }

  /** The way it is used: one stream, of which the last 96 positions are seen. Float: 2.747. */
  @Test
  void aStreamThroughTheRingCostsNoMore() throws IOException {
    assertThat(heldOutNats(MEASURED)).isLessThanOrEqualTo(2.80).isCloseTo(2.747, within(0.01));
  }

  @Test
  void aSeedIsATextOnEveryJvm() {
    var options = new GenerationOptions(0.8, 0.95, 40, List.of(), 7);
    assertThat(TestModels.text(new Generation(model, "Emma", options)))
        .isEqualTo(
            "'s symptoms, and therefore perhaps will not wait the work of any kind to be as"
                + " agreeable as these. They always do not");
  }

  /** Mean negative log-likelihood when the state is renewed every so many tokens. */
  private double heldOutNats(int context) throws IOException {
    int[] ids = model.tokenizer().encode(resource("/model/heldout.txt"));
    int window = Math.min(context, model.maxContextWindow());
    Transformer transformer =
        context == CONTEXT ? model.withContextWindow(window).transformer() : model.transformer();
    TransformerState state = transformer.newState();
    double nats = 0;
    for (int i = 0; i < MEASURED; i++) {
      if (i % context == 0) {
        state = transformer.newState();
      }
      transformer.feed(state, ids[i]);
      float[] logits = transformer.logits(state);
      nats += Numeric.logSumExp(logits) - logits[ids[i + 1]];
    }
    return nats / MEASURED;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ShippedModelQualityTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
