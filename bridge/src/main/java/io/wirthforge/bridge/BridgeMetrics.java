package io.wirthforge.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The bridge's meters. Names and labels are fixed; no label ever holds what a client sent. */
final class BridgeMetrics {

  private final MeterRegistry registry;
  private final Meters meters;
  private final Counter connectionsTotal;
  private final Counter framesSent;
  private final Counter bytesSent;
  private final Counter coalesced;
  private final Counter encodedEvents;
  private final Counter contributed;
  private final Counter unsupported;
  private final Counter skippedTicks;
  private final Counter lateContributions;
  private final Counter textDropped;
  private final Counter otherDropped;
  private final Timer tickLateness;
  private final Timer tickDuration;
  private final Timer encoding;
  private final Timer writing;
  private final Timer frameAge;
  private final Timer roundTrip;
  private final DistributionSummary clientRate;
  private final Map<String, Counter> acceptedByChannel = new ConcurrentHashMap<>();

  BridgeMetrics(MeterRegistry registry) {
    this.registry = registry;
    meters = new Meters(registry);
    connectionsTotal = meters.counter("wirthforge.connections", "WebSockets that were opened");
    framesSent = meters.counter("wirthforge.frames.sent", "Frames sent, each client's counted");
    bytesSent = meters.counter("wirthforge.frames.bytes", "Bytes of frames handed to sockets");
    coalesced = meters.counter("wirthforge.events.coalesced", "Events merged into others");
    encodedEvents = meters.counter("wirthforge.events.encoded", "Events made into JSON");
    contributed = meters.counter("wirthforge.events.in", IN_DESCRIPTION, "channel", "contributed");
    unsupported =
        meters.counter("wirthforge.messages.unsupported", "Client messages without a meaning");
    skippedTicks = meters.counter("wirthforge.frames.skipped", "Ticks that came too late to serve");
    lateContributions =
        meters.counter("wirthforge.contributions.late", "Answers that missed their frame");
    textDropped = meters.counter("wirthforge.events.dropped", DROPPED, "kind", "text");
    otherDropped = meters.counter("wirthforge.events.dropped", DROPPED, "kind", "other");
    tickLateness = meters.timer("wirthforge.tick.lateness", "How late ticks are");
    tickDuration = meters.timer("wirthforge.tick.duration", "From a tick to its sealed frame");
    encoding = meters.timer("wirthforge.encode.duration", "Making the text of a frame");
    writing = meters.timer("wirthforge.write.duration", "Serving all clients of a loop once");
    frameAge = meters.timer("wirthforge.frame.age", "From a tick to a loop's last write of it");
    roundTrip = meters.timer("wirthforge.client.rtt", "From a heartbeat to its answer");
    clientRate =
        meters.summary(
            "wirthforge.client.rate",
            "Frames a client got in a second",
            "hertz",
            1,
            10,
            30,
            55,
            61);
  }

  private static final String IN_DESCRIPTION = "Events taken in, by channel";
  private static final String DROPPED = "Valid events that reached nobody";

  MeterRegistry registry() {
    return registry;
  }

  void connected() {
    connectionsTotal.increment();
  }

  void disconnected(int closeCode) {
    meters
        .counter(
            "wirthforge.disconnects", "Connections that ended", "code", CloseCodes.label(closeCode))
        .increment();
  }

  void refused(String reason) {
    meters
        .counter("wirthforge.connections.refused", "Requests that were refused", "reason", reason)
        .increment();
  }

  /** The clients of a loop were sent so many frames. */
  void framesSent(long frames, long bytes, long eventsCoalesced) {
    framesSent.increment(frames);
    bytesSent.increment(bytes);
    coalesced.increment(eventsCoalesced);
  }

  /** A client got so many frames in the last second. */
  void clientRate(double hertz) {
    clientRate.record(hertz);
  }

  void encodedEvent() {
    encodedEvents.increment();
  }

  double encodedEvents() {
    return encodedEvents.count();
  }

  /** The text of a frame was made. */
  void encoded(long nanos) {
    encoding.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** The clients of a loop were served. */
  void written(long nanos, long ageNanos) {
    writing.record(nanos, TimeUnit.NANOSECONDS);
    frameAge.record(ageNanos, TimeUnit.NANOSECONDS);
  }

  void acceptedEvent(String channel) {
    Counter counter = acceptedByChannel.get(channel);
    if (counter == null) {
      counter = meters.counter("wirthforge.events.in", IN_DESCRIPTION, "channel", channel);
      acceptedByChannel.put(channel, counter);
    }
    counter.increment();
  }

  void acceptedContribution(int events) {
    contributed.increment(events);
  }

  void rejectedEvents(String reason, int events) {
    meters
        .counter("wirthforge.events.rejected", "Events refused at intake", "reason", reason)
        .increment(events);
  }

  /** Valid events reached nobody; of text there must be none. */
  void dropped(boolean isText, int events) {
    (isText ? textDropped : otherDropped).increment(events);
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
    meters
        .counter("wirthforge.resumes", "Connections that asked to resume", "result", result)
        .increment();
  }
}
