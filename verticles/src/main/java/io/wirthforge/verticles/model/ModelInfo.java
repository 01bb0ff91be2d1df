package io.wirthforge.verticles.model;

/**
 * A model that can be asked.
 *
 * @param id its slug, as the stream names it
 * @param name its real name
 * @param source what runs it, such as {@code embedded}
 * @param state {@code ready}, {@code loading} or {@code lost}
 * @param certainty whether its source tells probabilities: {@code yes}, {@code no}, {@code unknown}
 * @param detail one line about it, for people
 */
public record ModelInfo(
    String id, String name, String source, String state, String certainty, String detail) {}
