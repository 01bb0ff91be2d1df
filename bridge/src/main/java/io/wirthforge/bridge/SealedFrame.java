package io.wirthforge.bridge;

/**
 * A frame as the aggregator publishes it.
 *
 * @param epoch the name of the aggregator's run; frame numbers of two runs can't be compared
 * @param frame one tick's frame
 * @param tickNanos when the tick was served, by {@link System#nanoTime}; for measuring
 */
public record SealedFrame(String epoch, Frame frame, long tickNanos) {}
