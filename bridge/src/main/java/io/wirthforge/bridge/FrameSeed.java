package io.wirthforge.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What someone who starts to listen needs to know of the frames before.
 *
 * @param epoch the name of the aggregator's run
 * @param state the state of the stream at the newest frame; null before the first, unless another
 *     node handed its own over
 * @param frames the newest frames, oldest first
 */
record FrameSeed(String epoch, @Nullable Frame state, List<Frame> frames) {}
