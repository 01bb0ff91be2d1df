package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpgradeQueueTest {

  private static final int MANY = 60;
  private static final long BUSY_NANOS = AdmissionPace.MAX_REST_NANOS;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();

  @AfterEach
  void close() {
    Eventually.done(vertx.close());
  }

  @Test
  void whatIsToBeDoneMeanwhileNeedNotWaitForAllOfThem() {
    Promise<Integer> beforeTheTick = Promise.promise();
    loop.runOnContext(
        go -> {
          UpgradeQueue queue = new UpgradeQueue(vertx);
          List<Integer> upgraded = new ArrayList<>();
          IntStream.range(0, MANY).forEach(i -> queue.add(() -> false, () -> upgraded.add(i)));
          loop.runOnContext(tick -> beforeTheTick.complete(upgraded.size()));
        });

    assertThat(Eventually.done(beforeTheTick.future())).isLessThanOrEqualTo(2);
  }

  /** An upgrade is done on the loop, but not in the call that begins it. */
  @Test
  void whatAnUpgradeLeavesToBeDoneIsPaidForToo() {
    Promise<Long> rested = Promise.promise();
    AtomicLong ended = new AtomicLong();
    loop.runOnContext(
        go -> {
          UpgradeQueue queue = new UpgradeQueue(vertx);
          queue.add(
              () -> false,
              () ->
                  loop.runOnContext(
                      later -> {
                        spin(BUSY_NANOS);
                        ended.set(System.nanoTime());
                      }));
          queue.add(() -> false, () -> rested.complete(System.nanoTime() - ended.get()));
        });

    long credit = AdmissionPace.CREDIT * AdmissionPace.REST_NANOS;
    assertThat(Eventually.done(rested.future()))
        .isGreaterThanOrEqualTo(AdmissionPace.MAX_REST_NANOS - credit);
  }

  @Test
  void whoHasLeftWhileWaitingCostsNobodyATurn() {
    Promise<List<String>> done = Promise.promise();
    loop.runOnContext(
        go -> {
          UpgradeQueue queue = new UpgradeQueue(vertx);
          List<String> upgraded = new ArrayList<>();
          queue.add(() -> false, () -> upgraded.add("first"));
          for (int i = 0; i < MANY; i++) {
            queue.add(() -> true, () -> upgraded.add("left"));
          }
          queue.add(() -> false, () -> upgraded.add("last"));
          loop.runOnContext(next -> loop.runOnContext(then -> done.complete(upgraded)));
        });

    assertThat(Eventually.done(done.future())).containsExactly("first", "last");
  }

  @Test
  void allComeInTheirOrderThoughOneFails() {
    Promise<List<Integer>> all = Promise.promise();
    loop.exceptionHandler(failure -> {});
    loop.runOnContext(
        go -> {
          UpgradeQueue queue = new UpgradeQueue(vertx);
          List<Integer> upgraded = new ArrayList<>();
          for (int i = 0; i < MANY; i++) {
            int number = i;
            queue.add(
                () -> false,
                () -> {
                  upgraded.add(number);
                  if (number == MANY - 1) {
                    all.complete(upgraded);
                  } else if (number == 1) {
                    throw new IllegalStateException("a test's failure");
                  }
                });
          }
        });

    assertThat(Eventually.done(all.future()))
        .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
  }

  private static void spin(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
