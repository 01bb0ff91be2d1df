package io.wirthforge.verticles.decipher;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame whose work outlasts it is told with the real figure, the worst of a second at most. */
class OverrunReportTest {

  private static final long SECOND = 1_000_000_000L;

  private final OverrunReport report = new OverrunReport();

  @Test
  void workWithinAFrameIsNotTold() {
    assertThat(report.note(16.67, 0)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -SECOND, Long.MAX_VALUE - SECOND / 2})
  void theFirstIsToldAtOnceAndThenTheWorstOfASecond(long start) {
    assertThat(details(report.note(17, start)).toString()).contains("processingTimeMs=17");
    assertThat(report.note(40.5, start + 1)).isNull();
    assertThat(report.note(20, start + 2)).isNull();
    assertThat(report.note(1, start + SECOND - 1)).isNull();
    assertThat(details(report.note(1, start + SECOND)).toString())
        .contains("processingTimeMs=40.5", "frames=2");
    assertThat(report.note(1, start + 3 * SECOND)).isNull();
  }

  private static Map<String, @Nullable Object> details(@Nullable Event event) {
    return Objects.requireNonNull(((ErrorEvent) Objects.requireNonNull(event)).payload().details());
  }
}
