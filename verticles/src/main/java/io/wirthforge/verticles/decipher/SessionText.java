package io.wirthforge.verticles.decipher;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.TokenStream;
import io.wirthforge.verticles.model.TokenChunk;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One model's text in one session, and how much of it this frame has yet to carry. */
final class SessionText {

  private final String sessionId;
  private final String modelId;
  private final Flow flow;
  private final Ledger cost = new Ledger();
  private final TextPieces text = new TextPieces();
  private long generated;
  private long lastSeq = -1;
  private boolean ended;
  private boolean told;

  SessionText(String sessionId, String modelId, Flow flow) {
    this.sessionId = sessionId;
    this.modelId = modelId;
    this.flow = flow;
  }

  String sessionId() {
    return sessionId;
  }

  String modelId() {
    return modelId;
  }

  Flow flow() {
    return flow;
  }

  long generated() {
    return generated;
  }

  double units() {
    return cost.units();
  }

  /** Whether the text is not complete yet. */
  boolean isOpen() {
    return !ended;
  }

  /** Whether a chunk is the next one: not after the end, not told twice. */
  boolean accepts(TokenChunk chunk) {
    return !ended && chunk.seq() > lastSeq;
  }

  void take(TokenChunk chunk, long arrivalNanos, double units) {
    lastSeq = chunk.seq();
    generated += chunk.tokens();
    cost.add(units);
    flow.token(arrivalNanos);
    if (!chunk.text().isEmpty()) {
      text.add(chunk.text());
    }
  }

  void end(long nowNanos) {
    if (!ended) {
      ended = true;
      flow.ended(nowNanos);
    }
  }

  /** Adds the frame's {@code token_stream}, as several if it is very long, where there is any. */
  void tell(List<Event> events) {
    boolean completes = ended && !told;
    if (text.isEmpty() && !completes) {
      return;
    }
    told |= completes;
    List<List<String>> pieces = new ArrayList<>(text.take());
    if (pieces.isEmpty()) {
      pieces.add(List.of());
    }
    BigDecimal delta = cost.tellDelta();
    for (int i = 0; i < pieces.size(); i++) {
      boolean last = i == pieces.size() - 1;
      events.add(piece(pieces.get(i), completes && last, last ? delta : BigDecimal.ZERO));
    }
  }

  private TokenStream piece(List<String> tokens, boolean completes, BigDecimal delta) {
    return new TokenStream(
        0, new TokenStream.Payload(tokens, completes, sessionId, modelId, delta));
  }
}
