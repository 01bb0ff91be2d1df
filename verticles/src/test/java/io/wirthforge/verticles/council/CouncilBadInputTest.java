package io.wirthforge.verticles.council;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.Event;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What no stream should do harms nothing; every event is judged by the shipped schema. */
class CouncilBadInputTest {

  private static final long FRAME_NANOS = 16_666_667;

  private final Council council = new Council(CouncilOptions.DEFAULT);

  private void tick(long frame, long nanos) {
    List<Event> told = council.tick(frame, nanos, true);
    CouncilRig.judge(told);
  }

  @Test
  void anySequenceOfTimesFramesAndCountsIsTaken() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      long frame = random.nextInt(10);
      for (int i = 0; i < 400; i++) {
        for (String model : List.of("a", "b", "c")) {
          council.tokens(model, time(random, frame), count(random), random.nextDouble());
        }
        frame += random.nextInt(20) == 0 ? random.nextInt(700) - 200 : 1;
        tick(Math.max(0, frame), time(random, frame));
      }
    }
  }

  private static long time(Random random, long frame) {
    return switch (random.nextInt(12)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      case 2 -> random.nextLong();
      case 3 -> 0;
      default -> frame * FRAME_NANOS + random.nextInt(40_000_000) - 20_000_000;
    };
  }

  private static int count(Random random) {
    return random.nextInt(10) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(3);
  }

  @Test
  void aMillionTokensInATickAreOneMoreFrame() {
    for (long frame = 0; frame < 200; frame++) {
      for (int i = 0; i < (frame == 100 ? 1_000_000 : 1); i++) {
        council.tokens("a", frame * FRAME_NANOS + i, 1, .01);
        council.tokens("b", frame * FRAME_NANOS + i, 1, .01);
      }
      tick(frame, frame * FRAME_NANOS);
    }
    assertThat(council.streams()).isEqualTo(2);
  }

  @Test
  void modelsThatAppearAndVanishEachSecondAreForgotten() {
    for (long frame = 0; frame < 60 * 600; frame++) {
      if (frame % 3 == 0) {
        council.tokens("m" + frame / 60, frame * FRAME_NANOS, 1, .01);
        council.tokens("stays", frame * FRAME_NANOS, 1, .01);
      }
      tick(frame, frame * FRAME_NANOS);
      assertThat(council.streams()).isLessThanOrEqualTo(CouncilOptions.DEFAULT.maxModels());
    }
    tick(60 * 600 + 1000, 60 * 600 * FRAME_NANOS);
    assertThat(council.streams()).isZero();
  }
}
