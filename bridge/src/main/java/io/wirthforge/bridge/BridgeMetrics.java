package io.wirthforge.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The bridge's meters. Names and labels are fixed; no label ever holds what a client sent. */
final class BridgeMetrics {

  private final MeterRegistry registry;
  private final Counter connectionsTotal;
  private final Counter framesSent;
  private final Counter coalesced;
  private final Counter encodedEvents;
  private final Counter contributed;
  private final Counter unsupported;
  private final Counter skippedTicks;
  private final Counter lateContributions;
  private final Timer tickLateness;
  private final Timer tickDuration;
  private final Timer roundTrip;

  BridgeMetrics(MeterRegistry registry) {
    this.registry = registry;
    connectionsTotal = registry.counter("wirthforge.connections");
    framesSent = registry.counter("wirthforge.frames.sent");
    coalesced = registry.counter("wirthforge.events.coalesced");
    encodedEvents = registry.counter("wirthforge.events.encoded");
    contributed = registry.counter("wirthforge.events.in", "channel", "contributed");
    unsupported = registry.counter("wirthforge.messages.unsupported");
    skippedTicks = registry.counter("wirthforge.frames.skipped");
    lateContributions = registry.counter("wirthforge.contributions.late");
    tickLateness = registry.timer("wirthforge.tick.lateness");
    tickDuration = registry.timer("wirthforge.tick.duration");
    roundTrip = registry.timer("wirthforge.client.rtt");
  }

  MeterRegistry registry() {
    return registry;
  }

  void connected() {
    connectionsTotal.increment();
  }

  void disconnected(int closeCode) {
    registry.counter("wirthforge.disconnects", "code", CloseCodes.label(closeCode)).increment();
  }

  void refused(String reason) {
    registry.counter("wirthforge.connections.refused", "reason", reason).increment();
  }

  void frameSent(Frame frame) {
    framesSent.increment();
    coalesced.increment(frame.coalesced());
  }

  void encodedEvent() {
    encodedEvents.increment();
  }

  double encodedEvents() {
    return encodedEvents.count();
  }

  void acceptedEvent(String channel) {
    registry.counter("wirthforge.events.in", List.of(Tag.of("channel", channel))).increment();
  }

  void acceptedContribution(int events) {
    contributed.increment(events);
  }

  void rejectedEvents(String reason, int events) {
    registry
        .counter("wirthforge.events.rejected", List.of(Tag.of("reason", reason)))
        .increment(events);
  }

  void unsupportedMessage() {
    unsupported.increment();
  }

  void roundTrip(long nanos) {
    roundTrip.record(nanos, TimeUnit.NANOSECONDS);
  }

  void tick(long latenessNanos, long skipped) {
    tickLateness.record(latenessNanos, TimeUnit.NANOSECONDS);
    skippedTicks.increment(skipped);
  }

  void sealed(long durationNanos, long late) {
    tickDuration.record(durationNanos, TimeUnit.NANOSECONDS);
    lateContributions.increment(late);
  }

  void resumed(String result) {
    registry.counter("wirthforge.resumes", "result", result).increment();
  }
}
