package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Judges what a connection begins with. */
final class HandshakeJudge {

  private static final long LIMIT_MS = 5_000;

  private HandshakeJudge() {}

  /** In events mode: startup_complete. */
  static Finding first(Transcript events) {
    if (events.messages().isEmpty()) {
      return Finding.fail("no message came");
    }
    JsonNode first = events.messages().get(0).json();
    if (!first.path("type").asText().equals("startup_complete")) {
      return Finding.fail("message 1 is no startup_complete");
    }
    return judged(events, MessageJudge.wrongIn(WireProtocol.EVENTS, first), "startup_complete");
  }

  /** In frames mode: welcome, then a frame of its epoch that holds startup_complete. */
  static Finding welcome(Transcript frames) {
    List<Message> messages = frames.messages();
    if (messages.isEmpty() || !messages.get(0).type().equals("welcome")) {
      return Finding.fail(messages.isEmpty() ? "no message came" : "message 1 is no welcome");
    }
    if (messages.size() < 2 || !messages.get(1).isFrame()) {
      return Finding.fail(messages.size() < 2 ? "no frame came" : "message 2 is no frame");
    }
    JsonNode welcome = messages.get(0).json();
    JsonNode frame = messages.get(1).json();
    if (!welcome.path("epoch").equals(frame.path("epoch"))) {
      return Finding.fail("the epochs of welcome and of the first frame differ");
    }
    if (welcome.path("resumed").asBoolean()) {
      return Finding.fail("welcome says resumed, but nothing was asked to be");
    }
    if (!holds(frame, "startup_complete")) {
      return Finding.fail("the first frame holds no startup_complete");
    }
    return judged(frames, MessageJudge.wrongIn(WireProtocol.FRAMES, welcome), "welcome");
  }

  static boolean holds(JsonNode frame, String type) {
    for (JsonNode event : frame.path("events")) {
      if (event.path("type").asText().equals(type)) {
        return true;
      }
    }
    return false;
  }

  private static Finding judged(Transcript transcript, String wrong, String type) {
    if (!wrong.isEmpty()) {
      return Finding.fail("message 1 %s", wrong);
    }
    return transcript.firstMs() > LIMIT_MS
        ? Finding.fail("%s came after %d ms", type, transcript.firstMs())
        : Finding.pass("%s after %d ms", type, transcript.firstMs());
  }
}
