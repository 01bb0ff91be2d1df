package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A contributor that is late for half of a second's frames is told, with the figure. */
class LateContributorsTest {

  private static final long MILLI = 1_000_000;
  private static final long FRAME = 16_666_667;
  private static final long WINDOW_MS = 4;

  private final LateContributors late = new LateContributors();

  @Test
  void aFewLateAnswersAreABusyMachines() {
    for (int i = 0; i < 600; i++) {
      if (i % 3 == 0) {
        late.note("slow", 5 * MILLI, i * FRAME);
      }
      assertThat(late.tell(WINDOW_MS, i * FRAME)).isNull();
    }
  }

  @Test
  void manyInASecondAreToldWithTheWorstFigureAndItsName() {
    for (int i = 0; i < LateContributors.MANY; i++) {
      late.note(i == 7 ? "slowest" : "slow", (i == 7 ? 40 : 5) * MILLI, i * FRAME);
    }
    Event event = late.tell(WINDOW_MS, 30 * FRAME);
    assertThat(payload(event).code()).isEqualTo("LATE_CONTRIBUTION");
    assertThat(String.valueOf(payload(event).details()))
        .contains("contributor=slowest", "worstMs=40", "windowMs=4", "late=30");
  }

  @Test
  void whoIsLateAllTheTimeIsToldEveryTenSeconds() {
    int told = 0;
    for (int i = 0; i < 60 * 60; i++) {
      late.note("slow", 5 * MILLI, i * FRAME);
      told += late.tell(WINDOW_MS, i * FRAME) == null ? 0 : 1;
    }
    assertThat(told).isEqualTo(6);
  }

  private static ErrorEvent.Payload payload(@Nullable Event event) {
    assertThat(event).isInstanceOf(ErrorEvent.class);
    return ((ErrorEvent) event).payload();
  }
}
