package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.EventCatalog;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One Vert.x, several bridges: each needs a root of its own. */
class RootTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void closeVertx() throws Exception {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aSecondAggregatorUnderTheSameRootIsRefusedUntilTheFirstIsGone() throws Exception {
    String first = await(deploy("one"));

    Throwable refusal = failure(deploy("one"));

    assertThat(refusal).hasMessageContaining("\"one\"").hasMessageContaining("another root");
    await(deploy("two"));
    await(vertx.undeploy(first).map(""));
    await(deploy("one"));
  }

  private Future<String> deploy(String root) {
    var options = new FrameBridgeOptions(new JsonObject().put("root", root));
    return vertx.deployVerticle(
        new FrameAggregatorVerticle(options, EventCatalog.wirthforge(), new SimpleMeterRegistry()));
  }

  private static String await(Future<String> future) throws Exception {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Throwable failure(Future<String> future) throws Exception {
    return future
        .<Throwable>map(id -> null)
        .otherwise(failure -> failure)
        .toCompletionStage()
        .toCompletableFuture()
        .get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
