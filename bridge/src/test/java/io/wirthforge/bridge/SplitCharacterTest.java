package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A character whose two halves come in two events: merged or not, clients see the same. */
class SplitCharacterTest {

  private static final String FIRST_HALF =
      "{\"room\":\"r\",\"text\":\"a\\ud83d\",\"closed\":false}";
  private static final String SECOND_HALF =
      "{\"room\":\"r\",\"text\":\"\\ude00b\",\"closed\":false}";

  private final LinkRig rig = new LinkRig();

  @Test
  void anApplicationsTextIsTheSameMergedAndUnmerged() {
    LinkRig.Client eager = rig.connected(WireMode.FRAMES);
    LinkRig.Client late = rig.connected(WireMode.FRAMES);
    late.transport.writable(false);
    rig.tick(TestEvents.custom(TestEvents.CHAT, FIRST_HALF));
    rig.tick(TestEvents.custom(TestEvents.CHAT, SECOND_HALF));
    late.drain();

    assertThat(text(late)).isEqualTo(text(eager));
  }

  private static String text(LinkRig.Client client) {
    StringBuilder text = new StringBuilder();
    client
        .transport
        .take()
        .forEach(
            frame ->
                frame
                    .get("events")
                    .forEach(e -> text.append(e.get("payload").get("text").textValue())));
    return text.toString();
  }
}
