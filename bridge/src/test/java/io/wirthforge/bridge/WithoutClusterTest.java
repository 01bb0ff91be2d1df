package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.wirthforge.schemas.EventCatalog;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Vert.x that is alone pays nothing for what a cluster would need. */
class WithoutClusterTest {

  private final Vertx vertx = Vertx.vertx();
  private final Addresses addresses = new FrameBridgeOptions().addresses();

  @BeforeEach
  void start() throws Exception {
    var aggregator =
        new FrameAggregatorVerticle(
            new FrameBridgeOptions(), EventCatalog.wirthforge(), new SimpleMeterRegistry());
    await(vertx.deployVerticle(aggregator));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void nobodyListensWhereNodesOfAClusterTalk() throws Exception {
    for (String address :
        List.of(addresses.beacon(), addresses.relay(), addresses.handover(), addresses.cluster())) {
      assertThat(failureOf(vertx.eventBus().request(address, null)))
          .asInstanceOf(InstanceOfAssertFactories.type(ReplyException.class))
          .returns(ReplyFailure.NO_HANDLERS, ReplyException::failureType);
    }
  }

  @Test
  void messagesAreNotNumbered() throws Exception {
    String address = addresses.channel("reward");
    var headers =
        Future.<Integer>future(
            promise ->
                vertx
                    .eventBus()
                    .localConsumer(
                        address, message -> promise.tryComplete(message.headers().size())));
    vertx.eventBus().publish(address, TestEvents.reward("r"));

    assertThat(await(headers)).isZero();
  }

  private static Throwable failureOf(Future<?> future) throws Exception {
    try {
      await(future);
    } catch (ExecutionException e) {
      return e.getCause();
    }
    throw new AssertionError("somebody answered");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
