package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that says anything: bytes that are no text, the end of the text, nonsense. */
class RandomModelGenerationTest {

  @TempDir Path folder;
  private EmbeddedModel model;

  @BeforeEach
  void load() throws IOException {
    model = TestModels.random(folder, 11);
  }

  @Test
  void textIsAlwaysWellFormedAndEveryTokenIsCounted() {
    int merged = 0;
    for (long seed = 0; seed < 200; seed++) {
      var generation = new Generation(model, "é", options(60, seed));
      List<GeneratedToken> tokens = TestModels.tokens(generation);
      String text = TestModels.text(tokens);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
      int ended = generation.finishReason() == FinishReason.STOP ? 1 : 0;
      assertThat(tokens.stream().mapToInt(GeneratedToken::tokens).sum())
          .isEqualTo(generation.sampledTokens() - ended);
      merged += (int) tokens.stream().filter(token -> token.tokens() > 1).count();
    }
    assertThat(merged).isPositive();
  }

  @Test
  void theModelMayEndTheTextItself() {
    int stopped = 0;
    for (long seed = 0; seed < 20; seed++) {
      var generation = new Generation(model, "a", options(2_000, seed));
      TestModels.tokens(generation);
      if (generation.finishReason() == FinishReason.STOP) {
        assertThat(generation.sampledTokens()).isLessThan(2_000);
        stopped++;
      }
    }
    assertThat(stopped).isPositive();
  }

  @Test
  void aPromptStartsWithBosIfTheModelWasTrainedSo() {
    assertThat(new Generation(model, "", options(1, 0)).promptTokens()).isEqualTo(1);
    assertThat(new Generation(model, "bb", options(1, 0)).promptTokens()).isEqualTo(4);
    assertThat(Prompt.of("", model.tokenizer(), true, 9).tokens()).containsExactly(Tokenizer.BOS);
  }

  @Test
  void weightsThatOverflowAreReportedInsteadOfInventingACertainty() throws IOException {
    byte[] content = TestCheckpoints.floats(TestModels.shape(264), 11);
    ByteBuffer floats = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 16; i++) {
      floats.putFloat(28 + 4 * (264 * 16 + i), Float.MAX_VALUE);
    }
    Path file = folder.resolve("huge.bin");
    Files.write(file, content);
    var generation = new Generation(EmbeddedModel.load(file), "a", options(5, 0));
    assertThatThrownBy(generation::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("huge predicts ")
        .hasMessageEndingWith("damaged weights");
  }

  private static GenerationOptions options(int maxTokens, long seed) {
    return new GenerationOptions(1, 1, maxTokens, List.of(), seed);
  }
}
