package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Contributors over the real event bus, in step with the real clock. */
class ContributionTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles(new JsonObject().put("contributionWindowMs", 16));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aContributionIsInTheFrameOfItsTick() {
    try (WsProbe client = WsProbe.frames(rig.port())) {
      FrameContributor contributor =
          join("a", tick -> List.of(TestEvents.text("s", "#" + tick.frameNumber())));
      int inTime = 0;
      for (int i = 0; i < 60; i++) {
        JsonNode frame = client.next(message -> message.toString().contains("\"#"));
        client.ack(frame.get("frameNumber").longValue());
        String own = "#" + frame.get("frameNumber") + "\"";
        inTime += frame.toString().contains(own) ? 1 : 0;
      }
      contributor.leave();

      // On a machine that is busy with other things a tick may still be late.
      assertThat(inTime).isGreaterThanOrEqualTo(50);
    }
  }

  @Test
  void aContributorIsAskedOnTheContextItJoinedOn() {
    AtomicReference<Object> joinedOn = new AtomicReference<>();
    AtomicReference<Object> askedOn = new AtomicReference<>();
    Eventually.done(
        rig.vertx.deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                joinedOn.set(Thread.currentThread());
                join(
                    "verticle",
                    tick -> {
                      askedOn.set(Thread.currentThread());
                      return List.of();
                    });
                return Future.succeededFuture();
              }
            }));
    Eventually.until("a tick", () -> askedOn.get() != null);

    assertThat(askedOn.get()).isSameAs(joinedOn.get());
  }

  @Test
  void aContributorThatFailsAtEveryTickIsLoggedOnceASecond() {
    Logger logger = (Logger) LoggerFactory.getLogger("wirthforge.websocket");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    AtomicInteger asked = new AtomicInteger();
    FrameContributor bad =
        join(
            "bad",
            tick -> {
              asked.incrementAndGet();
              throw new IllegalStateException("thrown on purpose");
            });
    Eventually.until("half a second of ticks", () -> asked.get() >= 30);
    bad.leave();
    logger.detachAppender(log);

    assertThat(log.list).hasSizeBetween(1, 5);
    assertThat(log.list.get(0).getFormattedMessage()).startsWith("contributor bad failed at frame");
  }

  @Test
  void aContributorThatFailsHoldsUpNobodyAndIsAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    FrameContributor bad =
        join(
            "bad",
            tick -> {
              asked.incrementAndGet();
              throw new IllegalStateException("thrown on purpose");
            });
    FrameContributor none = join("none", tick -> null);
    FrameContributor good = join("good", tick -> List.of(TestEvents.text("s", "x")));
    try (WsProbe client = WsProbe.events(rig.port())) {
      for (int i = 0; i < 20; i++) {
        client.nextOfType("token_stream");
      }
    }
    assertThat(asked).hasValueGreaterThan(10);
    List.of(bad, none, good).forEach(FrameContributor::leave);
  }

  @Test
  void anEventThatAPublisherWouldBeRefusedIsRefusedToAContributorToo() {
    CustomEvent foreign =
        CustomEvent.of(
            CustomEventType.named("foreign").onChannel("market").keepAll().build(),
            TestEvents.json("{'n':1}"));
    FrameContributor mixed = join("mixed", tick -> List.of(TestEvents.text("s", "good"), foreign));
    try (WsProbe client = WsProbe.events(rig.port())) {
      for (int i = 0; i < 10; i++) {
        client.nextOfType("token_stream");
      }
      assertThat(client.nextOfType("error_event").at("/payload/code").textValue())
          .isEqualTo("INVALID_EVENT");
      assertThat(client.received().toString()).doesNotContain("foreign\"");
    }
    mixed.leave();
    assertThat(rig.count("wirthforge.events.rejected", "reason", "invalid")).isPositive();
  }

  @Test
  void aContributorThatLeftIsNotAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    FrameContributor contributor =
        join(
            "a",
            tick -> {
              asked.incrementAndGet();
              return List.of();
            });
    Eventually.until("a tick", () -> asked.get() > 0);
    contributor.leave();
    List<Integer> counts = new ArrayList<>();
    AtomicInteger witness = new AtomicInteger();
    FrameContributor other =
        join(
            "witness",
            tick -> {
              counts.add(asked.get());
              return List.of(TestEvents.energy("m1", "1", "1", witness.incrementAndGet()));
            });
    Eventually.until("more ticks", () -> witness.get() > 20);
    other.leave();

    assertThat(counts.get(20)).isEqualTo(counts.get(5));
  }

  @Test
  void contributorsThatJoinedBeforeTheAggregatorRanAreInStepAsSoonAsItDoes() {
    try (BridgeRig starting =
        BridgeRig.verticlesWithoutFrames(new JsonObject().put("contributionWindowMs", 16))) {
      AtomicInteger asked = new AtomicInteger();
      FrameContributor early =
          FrameContributor.join(
              starting.vertx,
              starting.options.addresses(),
              "early",
              tick -> {
                asked.incrementAndGet();
                return List.of(TestEvents.text("s", "#" + tick.frameNumber()));
              });
      starting.startFrames();
      Eventually.until("some ticks", () -> asked.get() > 10);
      try (WsProbe client = WsProbe.frames(starting.port())) {
        Eventually.until(
            "a frame with the contribution of its own tick",
            () -> {
              JsonNode frame = client.nextOfType("frame");
              client.ack(frame.get("frameNumber").longValue());
              return !frame.has("reset")
                  && frame.toString().contains("\"#" + frame.get("frameNumber") + "\"");
            });
      }
      early.leave();
    }
  }

  private FrameContributor join(
      String name,
      java.util.function.Function<FrameTick, List<? extends io.wirthforge.schemas.Event>> events) {
    return FrameContributor.join(rig.vertx, rig.options.addresses(), name, events);
  }
}
