package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformerTest {

  /** What 14-bit activations may change in a logit of the small random models. */
  private static final double TOLERANCE = 5e-3;

  private static final ModelShape GROUPED = new ModelShape(36, 43, 2, 6, 2, 50, 40, false);

  static Stream<ModelShape> shapes() {
    return Stream.of(
        GROUPED,
        new ModelShape(30, 17, 3, 5, 1, 31, 40, true),
        new ModelShape(8, 8, 1, 1, 1, 12, 40, true),
        new ModelShape(32, 64, 2, 4, 4, 64, 40, false));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logitsAreThoseOfADoublePrecisionReference(ModelShape shape) throws IOException {
    assertAgreement(TestCheckpoints.floats(shape, 1), 40, 40, 2 * TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aRingIsAttentionToTheLastPositionsOnly(ModelShape shape) throws IOException {
    assertAgreement(TestCheckpoints.floats(shape, 2), 7, 60, 2 * TOLERANCE);
  }

  @Test
  void theShippedModelStreamsPastItsWindowAsTheReferenceDoes() throws IOException {
    byte[] floats = FloatCheckpointWriter.bytes(shipped());
    assertAgreement(floats, EmbeddedModel.DEFAULT_CONTEXT_WINDOW, 300, TOLERANCE);
  }

  @Test
  void logitsStayFiniteHoweverFarTheStreamGoes() throws IOException {
    var transformer = new Transformer(shipped(), 96);
    TransformerState state = transformer.newState();
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      transformer.feed(state, random.nextInt(1024));
    }
    assertThat(Numeric.logSumExp(transformer.logits(state))).isFinite();
  }

  @Test
  void sessionsDoNotDisturbEachOther() throws IOException {
    Weights weights = TestCheckpoints.read(TestCheckpoints.floats(GROUPED, 5)).weights();
    var transformer = new Transformer(weights, 10);
    TransformerState alone = transformer.newState();
    TransformerState first = transformer.newState();
    TransformerState second = transformer.newState();
    for (int i = 0; i < 30; i++) {
      transformer.feed(alone, i);
      transformer.feed(first, i);
      transformer.feed(second, 49 - i);
    }
    assertThat(transformer.logits(first)).isEqualTo(transformer.logits(alone));
    assertThat(transformer.logits(second)).isNotEqualTo(transformer.logits(alone));
  }

  @Test
  void aWindowLongerThanTheModelsSequenceIsRefused() throws IOException {
    Weights weights = TestCheckpoints.read(TestCheckpoints.floats(GROUPED, 5)).weights();
    assertThatThrownBy(() -> new Transformer(weights, 41))
        .hasMessage("window 41 is not within 2 to 40");
    assertThatThrownBy(() -> new Transformer(weights, 1))
        .hasMessage("window 1 is not within 2 to 40");
  }

  private static void assertAgreement(byte[] floats, int window, int tokens, double tolerance)
      throws IOException {
    Weights weights = TestCheckpoints.read(floats).weights();
    var transformer = new Transformer(weights, window);
    TransformerState state = transformer.newState();
    var reference = new NaiveLlama(floats, window);
    Random random = new Random(4);
    for (int i = 0; i < tokens; i++) {
      int token = random.nextInt(weights.shape().vocab());
      transformer.feed(state, token);
      float[] actual = transformer.logits(state);
      double[] expected = reference.forward(token);
      for (int id = 0; id < expected.length; id++) {
        assertThat((double) actual[id])
            .describedAs("token %d, position %d", id, i)
            .isCloseTo(expected[id], within(tolerance));
      }
    }
  }

  private static Weights shipped() throws IOException {
    try (var in = TransformerTest.class.getResourceAsStream("/model/austen1m.q8")) {
      return Checkpoint.read("austen1m.q8", in).weights();
    }
  }
}
