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

  /** The only message, with another end in place of some ASCII characters. */
  String ending(int without, String end) {
    String text = texts.get(0);
    return text.substring(0, text.length() - without) + end;
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
