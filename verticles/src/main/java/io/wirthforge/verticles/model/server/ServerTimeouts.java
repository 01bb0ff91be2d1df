package io.wirthforge.verticles.model.server;

/**
 * How long a model server may be silent, in milliseconds.
 *
 * @param connectMs until it accepts a connection
 * @param firstTokenMs until its first token; loading a model is silence
 * @param silenceMs between two reads from then on
 * @param talkMs of pings and the like without a word of text
 * @param lookMs for all of a look at its health and models
 */
public record ServerTimeouts(
    int connectMs, long firstTokenMs, long silenceMs, long talkMs, long lookMs) {

  /** Those that fit large models on small machines. */
  public static final ServerTimeouts DEFAULT =
      new ServerTimeouts(2_000, 120_000, 60_000, 600_000, 2_000);
}
