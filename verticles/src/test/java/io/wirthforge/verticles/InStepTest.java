package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Verticles on one event loop. */
class InStepTest {

  private final Vertx vertx = Vertx.vertx();
  private final InStep inStep = new InStep();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws Exception {
    done(vertx.close());
  }

  @Test
  void allRunOnOneThreadAndStopInTheOppositeOrder() throws Exception {
    String id = done(vertx.deployVerticle(inStep));
    done(inStep.add(new Member("a", false)).compose(a -> inStep.add(new Member("b", false))));
    done(vertx.undeploy(id));

    assertThat(told.stream().map(each -> each.substring(0, each.indexOf(" on "))))
        .containsExactly("start a", "start b", "stop b", "stop a");
    assertThat(told.stream().map(each -> each.substring(each.indexOf(" on "))).distinct())
        .hasSize(1);
  }

  @Test
  void oneThatDoesNotStartIsToldAndNotStopped() throws Exception {
    String id = done(vertx.deployVerticle(inStep));
    Future<Void> failed = inStep.add(new Member("a", true)).otherwise(expected -> null);
    done(failed.compose(a -> inStep.add(new Member("b", false))));
    done(vertx.undeploy(id));

    assertThat(told.stream().map(each -> each.substring(0, each.indexOf(" on "))))
        .containsExactly("start a", "start b", "stop b");
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private final class Member extends VerticleBase {

    private final String name;
    private final boolean fails;

    private Member(String name, boolean fails) {
      this.name = name;
      this.fails = fails;
    }

    @Override
    public Future<?> start() {
      tell("start");
      if (fails) {
        throw new IllegalStateException("not today");
      }
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      tell("stop");
      return Future.succeededFuture();
    }

    private void tell(String what) {
      told.add(what + " " + name + " on " + Thread.currentThread().getName());
    }
  }
}
