package io.wirthforge.verticles.model;

import java.util.List;

/** Something that runs models: the embedded engine, or a server on this machine. */
public interface TokenSource {

  /** Takes what a source delivers. */
  interface Sink {

    /** A piece of text, in order. */
    void chunk(TokenChunk chunk);

    /** The end; nothing comes after it. */
    void end(TokenEnd end);
  }

  /** A text that is being written. */
  interface Running {

    /** Stops it; the sink gets its end, unless it had one already. */
    void cancel();
  }

  /**
   * Asks to slow down, or to go on as before. A source that can't leaves it.
   *
   * @param pace the share of its own pace that can be taken in, above 0, at most 1
   */
  default void pressure(double pace) {}

  /** The models it can run. */
  List<ModelInfo> models();

  /**
   * Starts a text. Everything that goes wrong from here on is told as its end.
   *
   * @param sink called on the context that started
   */
  Running start(TokenRequest request, Sink sink);
}
