package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.verticles.model.TokenChunk.Phase;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader of {@code /v1/chat/completions} events.
 *
 * <p>The reason of the end comes before the end: usage may follow. {@code [DONE]} says that no more
 * comes, not that all went well.
 */
final class OpenAiReader implements RecordReader {

  private static final String DONE = "[DONE]";

  private final TokenCount count = new TokenCount();
  private TokenEnd.@Nullable Reason reason;

  @Override
  public List<Piece> read(String record) {
    if (record.strip().equals(DONE)) {
      return end(TokenEnd.Reason.INCOMPLETE);
    }
    JsonNode event = JsonRecords.object(record);
    if (event == null) {
      return List.of(new Piece.Unreadable());
    }
    String error = JsonRecords.error(event);
    if (error != null) {
      return List.of(new Piece.Failure(error));
    }
    JsonNode choice = event.path("choices").path(0);
    JsonNode delta = choice.path("delta");
    String thinking = JsonRecords.text(delta, "reasoning_content");
    List<Piece> pieces = new ArrayList<>();
    count.tell(event.path("timings").path("predicted_n"));
    count.tell(event.path("usage").path("completion_tokens"));
    TextPieces.add(
        pieces,
        count,
        thinking.isEmpty() ? JsonRecords.text(delta, "reasoning") : thinking,
        JsonRecords.text(delta, "content"),
        choice.path("logprobs").path("content"));
    String finish = choice.path("finish_reason").textValue();
    if (finish != null) {
      reason = finish.equals("length") ? TokenEnd.Reason.LENGTH : TokenEnd.Reason.STOP;
    }
    return pieces;
  }

  @Override
  public List<Piece> finish() {
    return reason == null ? List.of() : end(reason);
  }

  private List<Piece> end(TokenEnd.Reason unlessTold) {
    List<Piece> pieces = new ArrayList<>();
    TextPieces.addRest(pieces, count, Phase.ANSWER);
    pieces.add(new Piece.End(reason == null ? unlessTold : reason));
    return pieces;
  }
}
