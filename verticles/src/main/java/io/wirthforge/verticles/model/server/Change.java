package io.wirthforge.verticles.model.server;

/**
 * What became of a server.
 *
 * @param words what there is to say of it, to follow its title in a sentence; empty for nothing
 */
public record Change(Kind kind, String words) {

  static final Change NONE = new Change(Kind.NONE, "");

  /** The ways in which a server changes. */
  public enum Kind {
    /** It is as it was. */
    NONE,
    /** It has other models than before. */
    LISTED,
    /** It has loaded its model. */
    LOADED,
    /** It is gone, or has lost its models. */
    LOST,
    /** It is there again. */
    RECOVERED
  }
}
