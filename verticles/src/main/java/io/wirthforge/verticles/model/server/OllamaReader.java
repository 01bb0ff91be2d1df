package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.verticles.model.TokenChunk.Phase;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.ArrayList;
import java.util.List;

/** A reader of Ollama's lines, of {@code /api/generate} and {@code /api/chat} alike. */
final class OllamaReader implements RecordReader {

  private final TokenCount count = new TokenCount();

  @Override
  public List<Piece> read(String record) {
    JsonNode line = JsonRecords.object(record);
    if (line == null) {
      return List.of(new Piece.Unreadable());
    }
    String error = JsonRecords.error(line);
    if (error != null) {
      return List.of(new Piece.Failure(error));
    }
    JsonNode said = line.path("message").isObject() ? line.path("message") : line;
    String answer =
        said == line ? JsonRecords.text(line, "response") : JsonRecords.text(said, "content");
    List<Piece> pieces = new ArrayList<>();
    count.tell(line.path("eval_count"));
    TextPieces.add(
        pieces, count, JsonRecords.text(said, "thinking"), answer, line.path("logprobs"));
    if (line.path("done").asBoolean(false)) {
      TextPieces.addRest(pieces, count, Phase.ANSWER);
      pieces.add(new Piece.End(reason(JsonRecords.text(line, "done_reason"))));
    }
    return pieces;
  }

  @Override
  public List<Piece> finish() {
    return List.of();
  }

  private static TokenEnd.Reason reason(String doneReason) {
    return doneReason.equals("length") ? TokenEnd.Reason.LENGTH : TokenEnd.Reason.STOP;
  }
}
