package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A frame and its text, made when first asked for and shared by all clients that are due it.
 *
 * <p>Each event is encoded at most once, whatever the number of clients, modes and filters.
 */
final class EncodedFrame {

  private final FrameEncoder encoder;
  private final Frame frame;
  private final Map<Event, String> texts;
  private final Map<ClientFilter, SharedMessages> messages = new HashMap<>();
  private final Map<ClientFilter, SharedMessages> envelopes = new HashMap<>();

  /**
   * A frame that nobody asked for yet.
   *
   * @param texts what is encoded already, by the event's identity; shared with other frames
   */
  EncodedFrame(FrameEncoder encoder, Frame frame, Map<Event, String> texts) {
    this.encoder = encoder;
    this.frame = frame;
    this.texts = texts;
  }

  Frame frame() {
    return frame;
  }

  /** The frame for a client in events mode: a message an event, possibly none. */
  SharedMessages messages(ClientFilter filter) {
    return messages.computeIfAbsent(filter, wanted -> new SharedMessages(select(wanted)));
  }

  /** The frame for a client in frames mode: one message. */
  SharedMessages envelope(ClientFilter filter) {
    return envelopes.computeIfAbsent(filter, this::wrap);
  }

  private SharedMessages wrap(ClientFilter filter) {
    List<String> events = messages(filter).texts();
    EncodeSpan span = encoder.measure();
    String envelope = encoder.envelope(frame, events);
    span.end(frame);
    return new SharedMessages(List.of(envelope));
  }

  private List<String> select(ClientFilter filter) {
    EncodeSpan span = encoder.measure();
    List<String> selected = new ArrayList<>(frame.events().size());
    for (Event event : frame.events()) {
      if (filter.passes(event)) {
        String text = texts.computeIfAbsent(event, this::encode);
        if (!text.isEmpty()) {
          selected.add(text);
        }
      }
    }
    span.end(frame);
    return selected;
  }

  /** The text of an event; empty if it can't be encoded. */
  private String encode(Event event) {
    String text = encoder.encode(event);
    return text == null ? "" : text;
  }
}
