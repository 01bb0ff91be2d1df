package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bridge measures, on a server with clients. */
class MetersTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void everyStepOfAFrameIsMeasured() {
    FrameContributor numbers = rig.contributeNumbers();
    try (WsProbe events = WsProbe.events(rig.port());
        WsProbe frames = WsProbe.frames(rig.port())) {
      events.nextEvent("heartbeat");
      frames.nextOfType("frame");
      for (String timer :
          List.of(
              "wirthforge.tick.lateness",
              "wirthforge.tick.duration",
              "wirthforge.encode.duration",
              "wirthforge.write.duration",
              "wirthforge.frame.age")) {
        Eventually.until(timer, () -> timer(timer).count() > 10);
        assertThat(timer(timer).takeSnapshot().histogramCounts()).as(timer).hasSize(12);
      }
      Eventually.until(
          "a rate", () -> rig.registry.get("wirthforge.client.rate").summary().count() > 0);
      assertThat(rig.registry.get("wirthforge.frame.rate").gauge().value()).isPositive();
      assertThat(rig.count("wirthforge.frames.bytes"))
          .isGreaterThan(50 * rig.count("wirthforge.frames.sent"));
    }
    numbers.leave();
  }

  @Test
  void theAgeOfAFrameIsNoLessThanItsSealingTook() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      client.nextEvent("heartbeat");
      Eventually.until("writes", () -> timer("wirthforge.frame.age").count() > 10);
      double age = timer("wirthforge.frame.age").totalTime(TimeUnit.SECONDS);
      double write = timer("wirthforge.write.duration").totalTime(TimeUnit.SECONDS);
      assertThat(age).isGreaterThanOrEqualTo(write);
    }
  }

  @Test
  void whatWaitsForAClientThatDoesNotAckIsAFigureThatGoesBackToNothing() {
    try (WsProbe lazy = WsProbe.frames(rig.port())) {
      lazy.next();
      Eventually.until(
          "waiting text",
          () -> {
            rig.publish(TestEvents.text("s", "some text that nobody takes"));
            return pendingBytes() > 0;
          });
    }
    Eventually.until("nothing waits", () -> pendingBytes() == 0);
  }

  @Test
  void noTextIsEverDroppedAndThatIsAFigureFromTheStartOn() {
    assertThat(rig.registry.get("wirthforge.events.dropped").tag("kind", "text").counter().count())
        .isZero();
  }

  @Test
  void hostileRequestsAddNoSeries() {
    try (WsProbe client = WsProbe.events(rig.port())) {
      hostile(0);
      client.say("{'type':'first','a':1}");
      client.nextOfType("error_event");
      long before = series();
      for (int i = 1; i < 60; i++) {
        hostile(i);
        client.say("{'type':'t" + i + "','sequence':" + i + "}");
      }
      Eventually.until("counted", () -> rig.count("wirthforge.messages.unsupported") == 60);
      assertThat(series()).isEqualTo(before);
    }
    assertThat(rig.registry.getMeters())
        .filteredOn(meter -> !meter.getId().getName().endsWith(".histogram"))
        .allSatisfy(MetersTest::describesItself);
  }

  private void hostile(int i) {
    RawClient.upgrade(rig.port(), "/ws?rate=" + i, "Origin: http://evil" + i);
    RawClient.upgrade(rig.port(), "/ws", "Sec-WebSocket-Protocol: unknown" + i);
    RawClient.get(rig.port(), "/path" + i, "Host: evil" + i);
  }

  private static void describesItself(Meter meter) {
    assertThat(meter.getId().getDescription()).as(meter.getId().getName()).isNotBlank();
  }

  private long series() {
    return rig.registry.getMeters().stream()
        .map(meter -> meter.getId().getName() + meter.getId().getTags())
        .collect(Collectors.toSet())
        .size();
  }

  private double pendingBytes() {
    return rig.registry.get("wirthforge.pending.bytes").gauge().value();
  }

  private Timer timer(String name) {
    return rig.registry.get(name).timer();
  }
}
