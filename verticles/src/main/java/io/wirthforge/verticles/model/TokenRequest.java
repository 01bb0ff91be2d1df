package io.wirthforge.verticles.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked for. Holds text: never logged.
 *
 * @param temperature 0 takes the likeliest token always
 * @param topP the share of probability to sample from, above 0, at most 1
 * @param maxTokens where to end
 * @param stop strings that end the text
 * @param seed makes the same text of the same request; null for another each time
 */
public record TokenRequest(
    String sessionId,
    String modelId,
    String prompt,
    double temperature,
    double topP,
    int maxTokens,
    List<String> stop,
    @Nullable Long seed) {

  /** Takes a copy of the strings. */
  public TokenRequest {
    stop = List.copyOf(stop);
  }

  /** Names the request without its text. */
  @Override
  public String toString() {
    return "request of " + sessionId + " to " + modelId;
  }
}
