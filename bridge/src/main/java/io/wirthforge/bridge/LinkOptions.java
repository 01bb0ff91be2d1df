package io.wirthforge.bridge;

/**
 * What all links of a bridge have in common.
 *
 * @param ackWindow how many frames may be under way, sent and not confirmed
 * @param maxPendingBytes how many lossless bytes may wait for one client
 * @param heartbeatIntervalNanos how often a client is told that the server lives
 * @param silenceLimitNanos how long a client may be silent, or not writable
 * @param writeQueueBytes how much may wait in Vert.x's queue before a socket counts as full
 */
record LinkOptions(
    int ackWindow,
    long maxPendingBytes,
    long heartbeatIntervalNanos,
    long silenceLimitNanos,
    int writeQueueBytes) {

  static final long HEARTBEAT_INTERVAL_NANOS = 1_000_000_000L;
  static final long SILENCE_LIMIT_NANOS = 30_000_000_000L;
  static final int WRITE_QUEUE_BYTES = 8192;

  static LinkOptions of(FrameBridgeOptions options) {
    return new LinkOptions(
        options.ackWindow(),
        options.maxPendingBytes(),
        HEARTBEAT_INTERVAL_NANOS,
        SILENCE_LIMIT_NANOS,
        WRITE_QUEUE_BYTES);
  }
}
