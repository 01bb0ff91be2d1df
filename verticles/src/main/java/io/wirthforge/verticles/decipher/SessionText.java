package io.wirthforge.verticles.decipher;

import io.wirthforge.schemas.TokenStream;
import io.wirthforge.verticles.model.TokenChunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model's text in one session, and how much of it this frame has yet to carry. */
final class SessionText {

  private final String sessionId;
  private final String modelId;
  private final Flow flow;
  private final Ledger cost = new Ledger();
  private List<String> tokens = new ArrayList<>();
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

  void take(TokenChunk chunk, double units) {
    lastSeq = chunk.seq();
    generated += chunk.tokens();
    cost.add(units);
    flow.token(chunk.arrivalNanos());
    if (!chunk.text().isEmpty()) {
      tokens.add(chunk.text());
    }
  }

  void end(long nowNanos) {
    if (!ended) {
      ended = true;
      flow.ended(nowNanos);
    }
  }

  /** The frame's {@code token_stream}; null if there is nothing to tell. */
  @Nullable TokenStream tell() {
    boolean completes = ended && !told;
    if (tokens.isEmpty() && !completes) {
      return null;
    }
    told |= completes;
    List<String> text = tokens;
    tokens = new ArrayList<>();
    return new TokenStream(
        0, new TokenStream.Payload(text, completes, sessionId, modelId, cost.tellDelta()));
  }
}
