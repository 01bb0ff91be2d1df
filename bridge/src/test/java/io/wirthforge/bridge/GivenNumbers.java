package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A contributor of one word a frame that remembers each, and so knows what a client has missed. */
final class GivenNumbers {

  private static final int ENOUGH = 60;

  private final List<String> given = new CopyOnWriteArrayList<>();

  GivenNumbers(BridgeRig rig) {
    FrameContributor.join(
        rig.vertx,
        rig.options.addresses(),
        "numbers",
        tick -> {
          String number = Long.toString(tick.frameNumber());
          given.add(number);
          return List.of(TestEvents.text("s", number + " "));
        });
  }

  /** From the first word a client got to the last, each that was given came, once, in order. */
  void assertMissedNothing(WsProbe client) {
    assertThat(client.isOpen()).isTrue();
    StringBuilder text = new StringBuilder();
    client.received().forEach(message -> take(client, message, text));
    while (words(text).size() < ENOUGH) {
      take(client, client.next(), text);
    }
    List<String> got = words(text);
    List<String> all = List.copyOf(given); // It grows meanwhile.
    int from = all.indexOf(got.get(0));
    assertThat(got).isEqualTo(all.subList(from, from + got.size()));
  }

  private static void take(WsProbe client, JsonNode message, StringBuilder text) {
    if (message.get("type").textValue().equals("frame")) {
      client.ack(message.get("frameNumber").longValue());
    }
    for (JsonNode event : message.has("events") ? message.get("events") : List.of(message)) {
      event.at("/payload/tokens").forEach(token -> text.append(token.textValue()));
    }
  }

  private static List<String> words(StringBuilder text) {
    return List.of(text.toString().trim().split(" "));
  }
}
