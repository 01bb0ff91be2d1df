package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpgradeQueueTest {

  private static final int MANY = 60;

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
          IntStream.range(0, MANY).forEach(i -> queue.add(() -> upgraded.add(i)));
          loop.runOnContext(tick -> beforeTheTick.complete(upgraded.size()));
        });

    assertThat(Eventually.done(beforeTheTick.future())).isLessThanOrEqualTo(2);
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
}
