package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one connection: who it is, what it wants, when it was last heard of. */
final class ClientSession {

  private static final long MAX_TICK_NANOS = 250_000_000L;
  private static final int MAX_FILTERS_HAD = 64;

  private final String connectionId;
  private final WireMode mode;
  private final LinkOptions options;
  private final FramePace pace = new FramePace();
  private final SentTally tally;
  private final Set<ClientFilter> filtersHad = new HashSet<>();
  private ClientFilter filter;
  private boolean resumed;
  private boolean heardSinceAsked;
  private long lastTickNanos;
  private long rateFromNanos;
  private int framesSinceRate;
  private long observedNanos;
  private long lastHeardObserved;
  private long lastWritableObserved;

  ClientSession(
      String connectionId,
      WireMode mode,
      ClientFilter filter,
      LinkOptions options,
      SentTally tally,
      long nowNanos) {
    this.connectionId = connectionId;
    this.mode = mode;
    this.filter = shared(filter);
    this.filtersHad.add(filter);
    this.options = options;
    this.tally = tally;
    this.lastTickNanos = nowNanos;
    this.rateFromNanos = nowNanos;
  }

  String connectionId() {
    return connectionId;
  }

  WireMode mode() {
    return mode;
  }

  LinkOptions options() {
    return options;
  }

  FramePace pace() {
    return pace;
  }

  ClientFilter filter() {
    return filter;
  }

  void filter(ClientFilter wanted) {
    filter = shared(wanted);
    if (filtersHad.size() <= MAX_FILTERS_HAD) {
      filtersHad.add(wanted);
    }
  }

  /** One object instead of many equal ones, so that all look at the same memory. */
  private static ClientFilter shared(ClientFilter filter) {
    return filter.equals(ClientFilter.EVERYTHING) ? ClientFilter.EVERYTHING : filter;
  }

  /** Whether the client may have been sent events like this on this connection. */
  boolean mayHaveHad(Event event) {
    return filtersHad.size() > MAX_FILTERS_HAD
        || filtersHad.stream().anyMatch(filter -> filter.passes(event));
  }

  /** Whether the client goes on where it left the stream. */
  boolean isResumed() {
    return resumed;
  }

  void resumed(boolean goesOn) {
    resumed = goesOn;
  }

  /** Something came from the client. */
  void heard() {
    lastHeardObserved = observedNanos;
    heardSinceAsked = true;
  }

  /** Whether nothing came from the client since this was called before. */
  boolean takeQuiet() {
    boolean heard = heardSinceAsked;
    heardSinceAsked = false;
    return !heard;
  }

  void sent(Frame frame, int bytes) {
    pace.sent();
    framesSinceRate++;
    tally.sent(frame, bytes);
  }

  /** Tells how many frames a second were sent since this was called before. */
  void tellRate(long nowNanos) {
    tally.clientRate(framesSinceRate * 1e9 / Math.max(1, nowNanos - rateFromNanos));
    rateFromNanos = nowNanos;
    framesSinceRate = 0;
  }

  /** Whether the connection has to end, and why; null if it may go on. Asked once a tick. */
  @Nullable CloseReason verdict(long nowNanos, boolean writable) {
    // While this process stands still it hears nobody, so that time is nobody's silence.
    observedNanos += Math.min(nowNanos - lastTickNanos, MAX_TICK_NANOS);
    lastTickNanos = nowNanos;
    if (writable) {
      lastWritableObserved = observedNanos;
    }
    if (observedNanos - lastWritableObserved > options.silenceLimitNanos()) {
      return CloseReason.STALLED;
    }
    if (observedNanos - lastHeardObserved > options.silenceLimitNanos()) {
      return CloseReason.SILENT;
    }
    return null;
  }
}
