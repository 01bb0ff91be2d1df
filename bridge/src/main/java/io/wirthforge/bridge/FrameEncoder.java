package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns events and frames into the text of WebSocket messages. */
final class FrameEncoder {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");

  private final String epoch;
  private final EventCodec codec;
  private final BridgeMetrics metrics;

  /**
   * An encoder for one run of the server.
   *
   * @param epoch the run's name, in every frame
   */
  FrameEncoder(String epoch, EventCodec codec, BridgeMetrics metrics) {
    this.epoch = epoch;
    this.codec = codec;
    this.metrics = metrics;
  }

  /** How the text of each frame ends. */
  static final String END = "]}";

  /** Begins to measure the making of a frame's text. */
  EncodeSpan measure() {
    return EncodeSpan.begin(metrics);
  }

  String epoch() {
    return epoch;
  }

  /** An event as JSON text; null, counted and told in the log, if it can't be encoded. */
  @Nullable String encode(Event event) {
    try {
      String text = new String(codec.encode(event), StandardCharsets.UTF_8);
      metrics.encodedEvent();
      return text;
    } catch (RuntimeException e) {
      metrics.rejectedEvents("unencodable", 1);
      metrics.dropped(Frame.isText(event.eventType()), 1);
      LOG.error("an event of type {} can't be encoded: {}", event.type(), e.getClass().getName());
      return null;
    }
  }

  /** A frame around events that are encoded already. */
  String envelope(Frame frame, List<String> events) {
    int length = 160 + epoch.length();
    for (String event : events) {
      length += event.length() + 1;
    }
    StringBuilder text = new StringBuilder(length);
    text.append("{\"type\":\"frame\",\"epoch\":\"").append(epoch);
    text.append("\",\"frameNumber\":").append(frame.frameNumber());
    text.append(",\"fromFrame\":").append(frame.fromFrame());
    text.append(",\"timestamp\":").append(frame.timestampMs());
    text.append(",\"coalesced\":").append(frame.coalesced());
    if (frame.reset()) {
      text.append(",\"reset\":true");
    }
    text.append(",\"events\":[");
    return text.append(String.join(",", events)).append(END).toString();
  }

  /**
   * What a frame's text has in place of its {@link #END} when more events follow those it holds.
   *
   * @param holdsNone whether it holds none
   */
  static String endWith(List<String> more, boolean holdsNone) {
    return (holdsNone ? "" : ",") + String.join(",", more) + END;
  }

  /** The first message of frames mode. */
  String welcome(String connectionId, boolean resumed, int ackWindow) {
    return "{\"type\":\"welcome\",\"epoch\":\""
        + epoch
        + "\",\"connectionId\":\""
        + connectionId
        + "\",\"resumed\":"
        + resumed
        + ",\"frameRate\":"
        + FrameClock.FRAME_RATE
        + ",\"ackWindow\":"
        + ackWindow
        + "}";
  }
}
