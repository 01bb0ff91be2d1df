package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.Vitals.Status;
import org.junit.jupiter.api.Test;

class VitalsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = 77 * SECOND;

  private final Vitals vitals = new Vitals();

  @Test
  void untilAFrameComesTheStreamIsDown() {
    assertThat(check("ticks", START).status()).isEqualTo(Status.DOWN);
    assertThat(check("ticks", START).reason()).isEqualTo("no frame was made yet");
  }

  @Test
  void whileFramesComeItIsUp() {
    run(0, 120, START);
    assertThat(check("ticks", START + 2 * SECOND).status()).isEqualTo(Status.UP);
    assertThat(check("loop", START + 2 * SECOND).reason()).isEmpty();
  }

  @Test
  void aSecondWithoutAFrameIsDownAndSaysForHowLong() {
    vitals.frame(0, START);
    assertThat(check("ticks", START + SECOND).status()).isEqualTo(Status.UP);
    assertThat(check("ticks", START + SECOND + 400_000_000).reason())
        .isEqualTo("no frame for 1400 ms");
  }

  @Test
  void twoHandshakesWithoutAnAnswerAreADeadDoorUntilOneIsAnswered() {
    vitals.knocked(true);
    vitals.knocked(false);
    assertThat(check("door", START).status()).isEqualTo(Status.UP);
    vitals.knocked(false);
    assertThat(check("door", START))
        .isEqualTo(
            new Vitals.Check("door", Status.DOWN, "the last 2 handshakes were not answered"));
    vitals.knocked(true);
    assertThat(check("door", START).status()).isEqualTo(Status.UP);
  }

  @Test
  void manySkippedTicksDegradeUntilTenSecondsLater() {
    vitals.frame(0, START);
    vitals.frame(100, START + SECOND);
    assertThat(check("ticks", START + SECOND))
        .isEqualTo(
            new Vitals.Check("ticks", Status.DEGRADED, "99 of the last 600 ticks came too late"));
    vitals.frame(101, START + 12 * SECOND);
    assertThat(check("ticks", START + 12 * SECOND).status()).isEqualTo(Status.UP);
  }

  @Test
  void aFrameThatStandsForManyTicksSkipsNone() {
    vitals.frame(0, START);
    vitals.frame(1, 100, START + SECOND);
    assertThat(vitals.checks(START + SECOND)).allMatch(check -> check.status() == Vitals.Status.UP);
  }

  @Test
  void aFewSkippedTicksAreABusyMachines() {
    vitals.frame(0, START);
    vitals.frame(61, START + SECOND);
    assertThat(check("ticks", START + SECOND).status()).isEqualTo(Status.UP);
  }

  @Test
  void aDelayedLoopDegradesWithTheWorstFigure() {
    vitals.delayed(300_000_000, START);
    vitals.delayed(320_000_000, START + 1);
    vitals.delayed(10, START + 2);
    assertThat(check("loop", START + 3).status()).isEqualTo(Status.DEGRADED);
    assertThat(check("loop", START + 3).reason())
        .isEqualTo("a task waited 320 ms for its event loop");
    assertThat(check("loop", START + 11 * SECOND).status()).isEqualTo(Status.UP);
  }

  @Test
  void theActiveModelCounts() {
    assertThat(VitalsVerticle.modelCheck(models("a", "ready")).status()).isEqualTo(Status.UP);
    assertThat(VitalsVerticle.modelCheck(models("a", "lost")).reason())
        .isEqualTo("model a is lost");
    assertThat(VitalsVerticle.modelCheck(models("b", "ready")).reason())
        .isEqualTo("there is no model");
    assertThat(VitalsVerticle.modelCheck(new JsonObject()).status()).isEqualTo(Status.DOWN);
  }

  private static JsonObject models(String active, String state) {
    return new JsonObject()
        .put("active", active)
        .put(
            "models",
            new JsonArray()
                .add(new JsonObject().put("id", "other").put("state", "lost"))
                .add(new JsonObject().put("id", "a").put("state", state)));
  }

  private void run(long from, int frames, long startNanos) {
    for (int i = 0; i < frames; i++) {
      vitals.frame(from + i, startNanos + i * SECOND / 60);
    }
  }

  private Vitals.Check check(String name, long nowNanos) {
    return vitals.checks(nowNanos).stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
