package io.wirthforge.verticles.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a model's text as its source delivers it. Holds text: never logged.
 *
 * @param sessionId the session it belongs to
 * @param modelId the slug of the model that wrote it
 * @param seq counts the chunks of a session, from 0
 * @param text what was written; empty if the tokens make no whole character yet
 * @param tokens how many tokens it stands for, 1 or more
 * @param logprob the natural logarithm of the token's probability, or null if the source tells none
 * @param top the likeliest tokens with their log-probabilities; empty if the source tells none
 * @param arrivalNanos when it arrived, on the monotonic clock, in nanoseconds
 * @param phase whether the model thinks or answers
 */
public record TokenChunk(
    String sessionId,
    String modelId,
    long seq,
    String text,
    int tokens,
    @Nullable Double logprob,
    List<Candidate> top,
    long arrivalNanos,
    Phase phase) {

  /** What a model is doing while it writes. */
  public enum Phase {
    THINKING,
    ANSWER
  }

  /**
   * A token that might have come.
   *
   * @param logprob the natural logarithm of its probability
   */
  public record Candidate(String text, double logprob) {}

  /** Takes a copy of the candidates. */
  public TokenChunk {
    top = List.copyOf(top);
    if (tokens < 1) {
      throw new IllegalArgumentException("a chunk stands for at least one token, not " + tokens);
    }
  }

  /** A piece of an answer. */
  public TokenChunk(
      String sessionId,
      String modelId,
      long seq,
      String text,
      int tokens,
      @Nullable Double logprob,
      List<Candidate> top,
      long arrivalNanos) {
    this(sessionId, modelId, seq, text, tokens, logprob, top, arrivalNanos, Phase.ANSWER);
  }

  /** Names the chunk without its text. */
  @Override
  public String toString() {
    return "chunk " + seq + " of " + sessionId + ", " + tokens + " tokens";
  }
}
