package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import org.junit.jupiter.api.Test;

class RejectionsTest {

  private static final long SECOND = 1_000_000_000L;

  private final Rejections rejections = new Rejections();

  @Test
  void withoutARejectionThereIsNothingToTell() {
    assertThat(rejections.tell(0)).isNull();
  }

  @Test
  void theFirstIsToldAtOnceAndTheRestOfASecondTogether() {
    rejections.note("first");
    assertThat(told(rejections.tell(5))).containsEntry("refused", 1L);
    rejections.note("second");
    rejections.note("third");
    assertThat(rejections.tell(5 + SECOND - 1)).isNull();

    Event event = rejections.tell(5 + SECOND);
    assertThat(told(event)).containsEntry("refused", 2L);
    assertThat(((ErrorEvent) event).payload().message()).contains("third");
    assertThat(rejections.tell(10 * SECOND)).isNull();
  }

  @Test
  void aReasonOfAnyLengthIsTold() {
    rejections.note("x".repeat(100_000));

    assertThat(((ErrorEvent) rejections.tell(0)).payload().message())
        .hasSizeLessThanOrEqualTo(1000);
  }

  private static java.util.Map<String, Object> told(Event event) {
    return ((ErrorEvent) event).payload().details();
  }
}
