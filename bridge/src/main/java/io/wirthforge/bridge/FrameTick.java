package io.wirthforge.bridge;

/**
 * The beginning of a frame: what a contributor is asked with.
 *
 * @param frameNumber the tick's number
 * @param timestampMs its time, in milliseconds since the epoch; all events of the frame bear it
 * @param nanos its time on the monotonic clock, in nanoseconds
 */
public record FrameTick(long frameNumber, long timestampMs, long nanos) {}
