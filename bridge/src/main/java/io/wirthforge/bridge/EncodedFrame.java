package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame and its text, made when first asked for and shared by all clients that are due it.
 *
 * <p>Each event is encoded at most once, whatever the number of clients, modes and filters.
 */
final class EncodedFrame {

  private final FrameEncoder encoder;
  private final Frame frame;
  private final @Nullable String[] texts;
  private final Map<ClientFilter, List<String>> messages = new HashMap<>();
  private final Map<ClientFilter, String> envelopes = new HashMap<>();

  EncodedFrame(FrameEncoder encoder, Frame frame) {
    this.encoder = encoder;
    this.frame = frame;
    this.texts = new String[frame.events().size()];
  }

  Frame frame() {
    return frame;
  }

  /** The frame for a client in events mode: a message an event, possibly none. */
  List<String> messages(ClientFilter filter) {
    return messages.computeIfAbsent(filter, this::select);
  }

  /** The frame for a client in frames mode: one message. */
  String envelope(ClientFilter filter) {
    return envelopes.computeIfAbsent(filter, wanted -> encoder.envelope(frame, messages(wanted)));
  }

  /** The frame for a client in frames mode, with events that are for it alone at the end. */
  String envelope(ClientFilter filter, List<String> ownEvents) {
    if (ownEvents.isEmpty()) {
      return envelope(filter);
    }
    List<String> all = new ArrayList<>(messages(filter));
    all.addAll(ownEvents);
    return encoder.envelope(frame, all);
  }

  private List<String> select(ClientFilter filter) {
    List<Event> events = frame.events();
    List<String> selected = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      if (filter.passes(events.get(i))) {
        String text = text(i);
        if (!text.isEmpty()) {
          selected.add(text);
        }
      }
    }
    return selected;
  }

  /** The text of an event, made when the first client wants it; empty if it can't be encoded. */
  private String text(int index) {
    String text = texts[index];
    if (text == null) {
      String made = encoder.encode(frame.events().get(index));
      text = made == null ? "" : made;
      texts[index] = text;
    }
    return text;
  }
}
