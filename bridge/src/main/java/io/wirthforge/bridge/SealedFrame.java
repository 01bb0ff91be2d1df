package io.wirthforge.bridge;

/**
 * A frame as the aggregator publishes it.
 *
 * @param epoch the name of the aggregator's run; frame numbers of two runs can't be compared
 * @param frame one tick's frame
 */
public record SealedFrame(String epoch, Frame frame) {}
