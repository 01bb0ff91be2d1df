package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.schemas.DocumentValidator;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.SchemaDocument;
import io.wirthforge.schemas.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Judges messages one by one: are they text, JSON, and valid. */
final class MessageJudge {

  private static final EventCatalog NINE = EventCatalog.wirthforge();
  private static final DocumentValidator WELCOME = SchemaDocument.MESSAGES.definition("welcome");
  private static final DocumentValidator FRAME = SchemaDocument.MESSAGES.definition("frame");
  private static final DocumentValidator APPLICATION =
      SchemaDocument.MESSAGES.definition("applicationEvent");

  private MessageJudge() {}

  /** Every message is JSON in a text. */
  static Finding text(Transcript transcript) {
    for (Message message : transcript.messages()) {
      if (!message.wrong().isEmpty()) {
        return Finding.fail("message %d is %s", message.number(), message.wrong());
      }
    }
    int count = transcript.messages().size();
    return count == 0
        ? Finding.skipped("nothing came")
        : Finding.pass(Words.count(count, "message"));
  }

  /** Every message is valid. */
  static Finding schema(Transcript transcript) {
    Set<String> types = new TreeSet<>();
    int events = 0;
    for (Message message : transcript.messages()) {
      if (message.wrong().isEmpty()) {
        String wrong = wrongIn(transcript.mode(), message.json());
        if (!wrong.isEmpty()) {
          return Finding.fail("message %d %s", message.number(), wrong);
        }
      }
    }
    for (Transcript.Told told : transcript.events()) {
      types.add(told.type());
      events++;
    }
    if (events == 0) {
      return Finding.skipped("no event came");
    }
    return Finding.pass(
        "%s of %s%s", Words.count(events, "event"), Words.count(types.size(), "type"), not(types));
  }

  /** Which of the nine were not seen; in words. */
  private static String not(Set<String> types) {
    List<String> unseen = new ArrayList<>(NINE.names());
    unseen.removeAll(types);
    return unseen.isEmpty() ? "" : " (no " + String.join(", ", unseen) + ")";
  }

  /** What is wrong with a message; empty where nothing is. */
  static String wrongIn(WireProtocol mode, JsonNode json) {
    String type = json.path("type").asText();
    if (mode == WireProtocol.EVENTS) {
      return wrongInEvent("", json);
    }
    if (type.equals("welcome")) {
      return first("welcome", WELCOME.validate(json));
    }
    if (!type.equals("frame")) {
      return "is neither welcome nor frame";
    }
    // Its events one by one: what is wrong with one of a oneOf nobody can read.
    ObjectNode bare = json.deepCopy();
    if (json.path("events").isArray()) {
      bare.putArray("events");
    }
    String wrong = first("frame", FRAME.validate(bare));
    for (int i = 0; i < json.path("events").size() && wrong.isEmpty(); i++) {
      wrong = wrongInEvent("/events/" + i, json.path("events").get(i));
    }
    return wrong;
  }

  private static String wrongInEvent(String place, JsonNode event) {
    String type = event.path("type").asText();
    boolean known = NINE.find(type) != null;
    List<Violation> violations =
        known || !event.path("type").isTextual()
            ? NINE.validator().validate(event)
            : APPLICATION.validate(event);
    String name = known ? type : "application event";
    return first(place.isEmpty() ? name : place + " " + name, violations);
  }

  private static String first(String what, List<Violation> violations) {
    return violations.isEmpty() ? "" : what + " " + violations.get(0);
  }
}
