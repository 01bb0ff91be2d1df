package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.verticles.model.TokenChunk.Phase;
import java.util.List;

/** How the text of a record becomes pieces. */
final class TextPieces {

  private TextPieces() {}

  /**
   * Adds what a record wrote. Probabilities without text stand for tokens that make no whole
   * character yet.
   *
   * @param entries the record's log-probabilities, one per token at best; maybe missing
   */
  static void add(
      List<Piece> pieces, TokenCount count, String thinking, String answer, JsonNode entries) {
    int listed = entries.size();
    if (!thinking.isEmpty() && !answer.isEmpty()) {
      pieces.add(new Piece.Text(thinking, count.count(1), null, List.of(), Phase.THINKING));
      listed--;
    }
    if (!answer.isEmpty() || !thinking.isEmpty() || listed > 0) {
      JsonNode last = JsonRecords.last(entries);
      boolean isThought = answer.isEmpty() && !thinking.isEmpty();
      pieces.add(
          new Piece.Text(
              isThought ? thinking : answer,
              count.count(listed),
              JsonRecords.logprob(last),
              JsonRecords.top(last),
              isThought ? Phase.THINKING : Phase.ANSWER));
    }
  }

  /** Adds the tokens that the server counted and that made no text, such as the last one. */
  static void addRest(List<Piece> pieces, TokenCount count, Phase phase) {
    int rest = count.countRest();
    if (rest > 0) {
      pieces.add(new Piece.Text("", rest, null, List.of(), phase));
    }
  }
}
