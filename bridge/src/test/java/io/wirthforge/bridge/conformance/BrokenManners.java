package io.wirthforge.bridge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.schemas.conformance.Rule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Servers that let in, hear or leave as they should not. */
final class BrokenManners {

  private static final int MAX_MESSAGE = 64 * 1024;
  private static final String BROKEN_JSON = "{\"type\":";

  private BrokenManners() {}

  static List<BrokenServer> all() {
    Set<Spoiler> connections = ConcurrentHashMap.newKeySet();
    return List.of(
        new BrokenServer(
            "answers another sub-protocol", Rule.SUBPROTOCOL_AGREED, WrongSubProtocol::new),
        new BrokenServer(
            "takes any sub-protocol",
            Rule.SUBPROTOCOL_UNKNOWN,
            () ->
                new Asking(head -> without(head, "Sec-WebSocket-Protocol: wirthforge.unknown.v9"))),
        new BrokenServer(
            "lets every page in",
            Rule.ORIGIN_REFUSED,
            () -> new Asking(head -> head.replaceAll("Origin: [^\r]*\r\n", ""))),
        new BrokenServer(
            "knows no rate",
            Rule.RATE_MERGES,
            () -> new Asking(head -> head.replace("?rate=10", ""))),
        new BrokenServer(
            "knows no channels",
            Rule.FILTER_CHANNELS,
            () -> new Asking(head -> head.replace("?channels=experience", ""))),
        new BrokenServer(
            "takes any query",
            Rule.QUERY_REFUSED,
            () -> new Asking(head -> head.replace("?rate=0 ", " "))),
        new BrokenServer("gives one id to all", Rule.RECONNECT_NEW_SESSION, OneId::new),
        new BrokenServer("dies of broken JSON", Rule.MALFORMED_SURVIVES, Dies::new),
        new BrokenServer("says nothing of broken JSON", Rule.MALFORMED_ANSWERED, Mute::new),
        new BrokenServer("swallows any size", Rule.OVERSIZE_CLOSED, Swallows::new),
        new BrokenServer(
            "punishes the others", Rule.OTHERS_UNAFFECTED, () -> new Punishes(connections)));
  }

  private static String without(String head, String line) {
    return head.replace(line + "\r\n", "");
  }

  private static final class Asking extends Spoiler {
    private final UnaryOperator<String> change;

    Asking(UnaryOperator<String> change) {
      this.change = change;
    }

    @Override
    String request(String head) {
      return change.apply(head);
    }
  }

  private static final class WrongSubProtocol extends Spoiler {
    @Override
    String answer(String head) {
      return head.replace("wirthforge.frames.v1", "wirthforge.frames.v2");
    }
  }

  private static final class OneId extends JsonSpoiler {
    @Override
    List<ObjectNode> welcome(ObjectNode welcome) {
      return List.of(welcome.put("connectionId", "c1"));
    }

    @Override
    List<ObjectNode> event(ObjectNode event) {
      if (is(event, "heartbeat")) {
        payload(event).put("connectionId", "c1");
      }
      return List.of(event);
    }
  }

  private static final class Dies extends Spoiler {
    @Override
    boolean up(String text) {
      if (text.equals(BROKEN_JSON)) {
        cut();
      }
      return true;
    }
  }

  private static final class Mute extends JsonSpoiler {
    @Override
    List<ObjectNode> event(ObjectNode event) {
      boolean complains = payload(event).path("code").asText().equals("UNSUPPORTED_MESSAGE");
      return complains ? List.of() : List.of(event);
    }
  }

  private static final class Swallows extends Spoiler {
    @Override
    boolean up(String text) {
      return text.length() <= MAX_MESSAGE;
    }
  }

  private static final class Punishes extends Spoiler {
    private final Set<Spoiler> all;

    Punishes(Set<Spoiler> all) {
      this.all = all;
      all.add(this);
    }

    @Override
    boolean up(String text) {
      if (text.equals(BROKEN_JSON)) {
        all.stream().filter(each -> each != this).forEach(Spoiler::cut);
      }
      return true;
    }
  }
}
