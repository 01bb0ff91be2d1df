package io.wirthforge.bridge;

/**
 * A frame that was made of a recording.
 *
 * @param nanos when its twin was sealed, in nanoseconds since the recording's start
 * @param frame with the number and the time of its twin
 * @param asRecorded whether its events are those of its twin
 */
public record ReplayedFrame(long nanos, Frame frame, boolean asRecorded) {}
