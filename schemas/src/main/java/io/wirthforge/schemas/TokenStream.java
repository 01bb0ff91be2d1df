package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of what a model says in a session. Its text is for clients only, see {@link TextEvent}.
 *
 * @param timestamp in milliseconds since the epoch
 */
public record TokenStream(long timestamp, Payload payload) implements TextEvent {

  /**
   * {@code token_stream} on {@code experience}: tokens of a session and model are strung together.
   */
  public static final EventType<TokenStream> TYPE =
      new EventType<>(
          "token_stream",
          "experience",
          TokenStream.class,
          Rank.TEXT,
          new MergePolicy.Conflate<>(
              event -> new Slot(event.payload.sessionId, event.payload.modelId),
              TokenStream::merge,
              true),
          new Retention.UntilFinal<>(event -> event.payload.isComplete),
          (event, timestampMs, frameNumber) -> new TokenStream(timestampMs, event.payload),
          event -> Weights.EVENT + event.payload.weight());

  private record Slot(String sessionId, String modelId) {}

  /**
   * @throws InvalidEventException for a negative timestamp or no payload
   */
  public TokenStream {
    Check.timestamp(timestamp);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<TokenStream> eventType() {
    return TYPE;
  }

  @Override
  public Set<String> modelIds() {
    return Set.of(payload.modelId);
  }

  private static TokenStream merge(TokenStream earlier, TokenStream later) {
    Payload a = earlier.payload;
    Payload b = later.payload;
    return new TokenStream(
        later.timestamp,
        new Payload(
            TextList.copyOf(a.tokens).append(TextList.copyOf(b.tokens)),
            a.isComplete || b.isComplete,
            b.sessionId,
            b.modelId,
            Numbers.sumOfPresent(a.energyCost, b.energyCost)));
  }

  /** Names the event without its text. */
  @Override
  public String toString() {
    return "token_stream[" + payload + "]";
  }

  /**
   * The text and what it cost.
   *
   * @param tokens in order; lone surrogates in them become U+FFFD
   * @param isComplete whether the session ends with these
   * @param sessionId the session they belong to
   * @param modelId the slug of the model that speaks
   * @param energyCost of these tokens, in energy units, where known; exact
   */
  public record Payload(
      List<String> tokens,
      boolean isComplete,
      String sessionId,
      String modelId,
      @Nullable BigDecimal energyCost) {

    /**
     * @throws InvalidEventException naming the member that breaks a rule
     */
    public Payload {
      tokens = TextList.copyOf(Check.present("/payload/tokens", tokens));
      sessionId = Check.text("/payload/sessionId", sessionId);
      Check.modelId("/payload/modelId", modelId);
      energyCost =
          energyCost == null ? null : Numbers.notNegative("/payload/energyCost", energyCost);
    }

    private int weight() {
      return TextList.copyOf(tokens).weight() + Weights.text(sessionId) + Weights.text(modelId);
    }

    /** Tells how many tokens there are, not what they say. */
    @Override
    public String toString() {
      return tokens.size() + " tokens" + (isComplete ? ", complete" : "");
    }
  }
}
