package io.wirthforge.verticles.model;

import org.jspecify.annotations.Nullable;

/**
 * The end of a model's text in a session; there is exactly one, whatever happens.
 *
 * @param tokens how many tokens there were
 * @param message what went wrong, for people; null where nothing did. Never holds text of the user
 */
public record TokenEnd(
    String sessionId, String modelId, Reason reason, long tokens, @Nullable String message) {

  /** Why a text ends. */
  public enum Reason {
    /** The model ended it, or a stop string came. */
    STOP,
    /** It has as many tokens as were asked for. */
    LENGTH,
    /** Somebody stopped it. */
    CANCELLED,
    /** The source fell silent before the end. */
    INCOMPLETE,
    /** The source failed. */
    ERROR
  }
}
