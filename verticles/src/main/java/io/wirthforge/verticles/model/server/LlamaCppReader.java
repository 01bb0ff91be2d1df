package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.verticles.model.TokenChunk.Phase;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.ArrayList;
import java.util.List;

/** A reader of the events of llama.cpp's own {@code /completion}. */
final class LlamaCppReader implements RecordReader {

  private final TokenCount count = new TokenCount();

  @Override
  public List<Piece> read(String record) {
    JsonNode event = JsonRecords.object(record);
    if (event == null) {
      return List.of(new Piece.Unreadable());
    }
    String error = JsonRecords.error(event);
    if (error != null) {
      return List.of(new Piece.Failure(error));
    }
    List<Piece> pieces = new ArrayList<>();
    count.tell(event.path("tokens_predicted"));
    count.tell(event.path("timings").path("predicted_n"));
    TextPieces.add(
        pieces,
        count,
        "",
        JsonRecords.text(event, "content"),
        event.path("completion_probabilities"));
    if (event.path("stop").asBoolean(false)) {
      TextPieces.addRest(pieces, count, Phase.ANSWER);
      boolean isFull = JsonRecords.text(event, "stop_type").equals("limit");
      pieces.add(new Piece.End(isFull ? TokenEnd.Reason.LENGTH : TokenEnd.Reason.STOP));
    }
    return pieces;
  }

  @Override
  public List<Piece> finish() {
    return List.of();
  }
}
