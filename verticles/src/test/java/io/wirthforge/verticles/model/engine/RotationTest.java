package io.wirthforge.verticles.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {

  private static final int HEAD_SIZE = 32;

  private final Random random = new Random(1);
  private final float[] query = randomVector();
  private final float[] key = randomVector();

  @ParameterizedTest
  @ValueSource(longs = {1, 95, 100_000, 31_536_000_000L})
  void attentionSeesOnlyTheDistanceHoweverLongTheStreamHasRun(long position) {
    double near = score(40, 0);
    double far = score(position + 40, position);
    assertThat(far).isCloseTo(near, within(1e-4));
  }

  @Test
  void anotherDistanceIsAnotherScore() {
    assertThat(score(41, 0)).isNotCloseTo(score(40, 0), within(1e-2));
  }

  @Test
  void positionZeroTurnsNothing() {
    float[] x = query.clone();
    var rotation = new Rotation(HEAD_SIZE);
    rotation.moveTo(0);
    rotation.turn(x, x.length);
    assertThat(x).isEqualTo(query);
  }

  private double score(long queryPosition, long keyPosition) {
    float[] q = query.clone();
    float[] k = key.clone();
    var rotation = new Rotation(HEAD_SIZE);
    rotation.moveTo(queryPosition);
    rotation.turn(q, q.length);
    rotation.moveTo(keyPosition);
    rotation.turn(k, k.length);
    double sum = 0;
    for (int i = 0; i < q.length; i++) {
      sum += q[i] * (double) k[i];
    }
    return sum;
  }

  private float[] randomVector() {
    float[] x = new float[2 * HEAD_SIZE];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }
}
