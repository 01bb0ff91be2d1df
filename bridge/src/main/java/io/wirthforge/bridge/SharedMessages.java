package io.wirthforge.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text messages that several clients get, and their WebSocket frames back to back, made when first
 * asked for.
 */
final class SharedMessages {

  private final List<String> texts;
  private byte @Nullable [] framed;

  /** The messages, in the order in which they are sent. */
  SharedMessages(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  List<String> texts() {
    return texts;
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /** How many bytes they are on the wire. */
  int bytes() {
    return texts.isEmpty() ? 0 : framed().length;
  }

  /** The frames of all messages as they go over the wire. Shared: not to be changed. */
  byte[] framed() {
    byte[] bytes = framed;
    if (bytes == null) {
      bytes = WireFrames.text(texts);
      framed = bytes;
    }
    return bytes;
  }
}
