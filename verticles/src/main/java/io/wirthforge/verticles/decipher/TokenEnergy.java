package io.wirthforge.verticles.decipher;

/**
 * The energy of tokens that arrived together. Holds no text.
 *
 * @param modelId the slug of the model that wrote them
 * @param arrivalNanos when they arrived, on the monotonic clock; never before those before them
 * @param tokens how many, 1 or more
 * @param units their energy, in energy units
 */
public record TokenEnergy(String modelId, long arrivalNanos, int tokens, double units) {}
