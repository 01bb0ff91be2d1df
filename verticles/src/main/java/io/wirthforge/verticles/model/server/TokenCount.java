package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many tokens a text has, by the server's own figures where it tells them: one record is not
 * one token.
 */
final class TokenCount {

  private static final int MOST = 1 << 20;

  private long counted;
  private long told;

  /** A figure of all tokens so far; anything but a number changes nothing. */
  void tell(JsonNode total) {
    if (total.isIntegralNumber() && total.canConvertToLong()) {
      told = Math.max(told, total.longValue());
    }
  }

  /**
   * Counts a piece of text.
   *
   * @param listed how many tokens the record itself lists, 0 if none
   * @return how many tokens it stands for, 1 or more
   */
  int count(int listed) {
    int tokens = bounded(Math.max(Math.max(1, listed), told - counted));
    counted += tokens;
    return tokens;
  }

  /** Counts the tokens that were told and made no text, 0 or more. */
  int countRest() {
    int rest = bounded(told - counted);
    counted += rest;
    return rest;
  }

  private static int bounded(long tokens) {
    return (int) Math.max(0, Math.min(MOST, tokens));
  }
}
