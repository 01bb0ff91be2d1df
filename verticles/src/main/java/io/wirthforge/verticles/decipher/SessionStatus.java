package io.wirthforge.verticles.decipher;

import org.jspecify.annotations.Nullable;

/**
 * Where a session stands, in figures. Holds no text.
 *
 * @param gapMs since the last token, or the prompt, in milliseconds
 * @param tokensPerSecond of the model, over the last second
 * @param certainty of the model's last token, 0…1; null if its source tells none
 * @param energy E(t) of the model, 0…1
 * @param units the session's energy so far, in energy units
 * @param tokens the session's tokens so far
 */
public record SessionStatus(
    String sessionId,
    String modelId,
    FlowState state,
    double gapMs,
    double tokensPerSecond,
    @Nullable Double certainty,
    double energy,
    double units,
    long tokens) {}
