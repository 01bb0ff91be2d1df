package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final ModelShape UNTIED = new ModelShape(12, 10, 2, 3, 1, 20, 16, false);
  private static final ModelShape TIED = new ModelShape(12, 10, 2, 3, 3, 20, 16, true);

  @TempDir Path folder;

  @Test
  void aFloatCheckpointIsReadWithAShapeAsItsHeaderSays() throws IOException {
    Checkpoint checkpoint = TestCheckpoints.read(TestCheckpoints.floats(UNTIED, 1));
    assertThat(checkpoint.weights().shape()).isEqualTo(UNTIED);
    assertThat(checkpoint.weights().layers()).hasSize(2);
    assertThat(checkpoint.weights().layers().get(1).key().rows()).isEqualTo(4);
    assertThat(checkpoint.weights().classifier()).isNotSameAs(checkpoint.weights().embedding());
  }

  @Test
  void aTiedClassifierIsTheEmbeddingItself() throws IOException {
    Weights weights = TestCheckpoints.read(TestCheckpoints.floats(TIED, 1)).weights();
    assertThat(weights.classifier()).isSameAs(weights.embedding());
  }

  @Test
  void weightsThatInt8CanExpressSurviveUnchanged() throws IOException {
    for (ModelShape shape : new ModelShape[] {TIED, UNTIED}) {
      byte[] floats = TestCheckpoints.floats(shape, 3);
      byte[] back = FloatCheckpointWriter.bytes(TestCheckpoints.read(floats).weights());
      int tables = shape.seq() * shape.headSize() * Float.BYTES;
      int classifier = shape.tied() ? 0 : shape.vocab() * shape.dim() * Float.BYTES;
      Arrays.fill(
          floats, floats.length - classifier - tables, floats.length - classifier, (byte) 0);
      assertThat(back).isEqualTo(floats);
    }
  }

  @Test
  void theInt8FormHoldsTheSameModel() throws IOException {
    for (ModelShape shape : new ModelShape[] {TIED, UNTIED}) {
      byte[] floats = TestCheckpoints.floats(shape, 4);
      byte[] int8 = TestCheckpoints.int8(shape, 4);
      assertThat(int8).hasSize((int) Int8Tensors.fileBytes(shape));
      assertThat(FloatCheckpointWriter.bytes(TestCheckpoints.read(int8).weights()))
          .isEqualTo(FloatCheckpointWriter.bytes(TestCheckpoints.read(floats).weights()));
    }
  }

  @Test
  void theInt8FormRemembersWhetherPromptsStartWithBos() throws IOException {
    Path floats = folder.resolve("model.bin");
    Path int8 = folder.resolve("model.q8");
    Files.write(floats, TestCheckpoints.floats(TIED, 5));
    assertThat(Checkpoint.read(floats).startsWithBos()).isTrue();
    QuantizeCheckpoint.main(new String[] {floats.toString(), int8.toString()});
    assertThat(Checkpoint.read(int8).startsWithBos()).isTrue();
    QuantizeCheckpoint.main(new String[] {floats.toString(), int8.toString(), "--no-bos"});
    assertThat(Checkpoint.read(int8).startsWithBos()).isFalse();
  }

  @Test
  void parametersAreCountedAsTheyAreStored() {
    assertThat(new ModelShape(128, 352, 4, 4, 4, 1024, 128, true).parameters()).isEqualTo(935_040);
    assertThat(new ModelShape(288, 768, 6, 6, 6, 32_000, 256, true).parameters())
        .isEqualTo(15_191_712);
  }
}
