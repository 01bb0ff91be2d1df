package io.wirthforge.verticles.model.server;

import io.wirthforge.verticles.model.TokenChunk.Candidate;
import io.wirthforge.verticles.model.TokenChunk.Phase;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thing that a record of a model server says. */
sealed interface Piece {

  /**
   * Text was written. Holds text: never logged.
   *
   * @param tokens how many tokens it stands for, 1 or more
   * @param logprob of its last token, or null if the server tells none
   */
  record Text(String text, int tokens, @Nullable Double logprob, List<Candidate> top, Phase phase)
      implements Piece {

    @Override
    public String toString() {
      return tokens + " tokens, " + phase;
    }
  }

  /** The text is complete. */
  record End(TokenEnd.Reason reason) implements Piece {}

  /**
   * The server failed.
   *
   * @param words its own, which may quote what it was asked: never shown as they are
   */
  record Failure(String words) implements Piece {

    @Override
    public String toString() {
      return "failure";
    }
  }

  /** The record can't be read. */
  record Unreadable() implements Piece {}
}
