package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelTest {

  @TempDir Path folder;

  @Test
  void theShippedModelKnowsWhatItIs() throws IOException {
    EmbeddedModel model = EmbeddedModel.shipped();
    assertThat(model.name()).isEqualTo("austen-1m");
    assertThat(model.parameters()).isEqualTo(935_040);
    assertThat(model.vocabularySize()).isEqualTo(1_024);
    assertThat(model.contextWindow()).isEqualTo(96);
    assertThat(model.maxContextWindow()).isEqualTo(128);
    assertThat(model.startsWithBos()).isFalse();
  }

  @Test
  void aCheckpointIsLoadedWithTheTokenizerBesideIt() throws IOException {
    EmbeddedModel model = TestModels.random(folder, 1);
    assertThat(model.name()).isEqualTo("random");
    assertThat(model.startsWithBos()).isTrue();
    assertThat(TestModels.tokens(new Generation(model, "a b", GenerationOptions.defaults())))
        .isNotEmpty();
  }

  @Test
  void theWindowIsNeverLongerThanTheModelsSequence() throws IOException {
    EmbeddedModel model = TestModels.random(folder, 1);
    assertThat(model.contextWindow()).isEqualTo(20);
    assertThat(model.withContextWindow(8).contextWindow()).isEqualTo(8);
    assertThatThrownBy(() -> model.withContextWindow(21))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTokenizerOfAnotherVocabularyIsRefusedByName() throws IOException {
    Path checkpoint = folder.resolve("stories.bin");
    Path tokenizer = folder.resolve("other.bin");
    Files.write(checkpoint, TestCheckpoints.floats(TestModels.shape(300), 1));
    Files.write(tokenizer, TestTokenizers.bytes(List.of("a", "b")));
    assertThatThrownBy(() -> EmbeddedModel.load(checkpoint, tokenizer))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("other.bin: 3,642 bytes, holds 261 tokens, but stories.bin was made for 300");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.bin");
    assertThatThrownBy(() -> EmbeddedModel.load(missing, missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing.bin");
  }
}
