package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames mode over real sockets: welcome, envelopes, acknowledgements, resume. */
class FramesModeTest {

  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void theFirstMessageIsTheWelcomeAndTheSecondTheStateAsAReset() {
    publishAndAwait("Once ");
    try (WsProbe client = WsProbe.frames(rig.port())) {
      assertThat(client.subProtocol()).isEqualTo("wirthforge.frames.v1");
      JsonNode welcome = client.next();
      assertThat(welcome.get("type").textValue()).isEqualTo("welcome");
      assertThat(welcome.get("resumed").booleanValue()).isFalse();
      assertThat(welcome.get("frameRate").intValue()).isEqualTo(60);
      assertThat(welcome.get("ackWindow").intValue()).isEqualTo(15);
      JsonNode frame = client.next();
      assertThat(frame.get("epoch")).isEqualTo(welcome.get("epoch"));
      assertThat(frame.get("reset").booleanValue()).isTrue();
      assertThat(ClientLinkTest.types(frame.get("events")))
          .containsExactly("startup_complete", "token_stream");
    }
  }

  @Test
  void framesFollowOneAnotherWithoutAGapAndTheirEventsAreValid() {
    FrameContributor contributor = rig.contributeNumbers();
    try (WsProbe client = WsProbe.frames(rig.port())) {
      client.nextOfType("welcome");
      long last = client.nextOfType("frame").get("frameNumber").longValue();
      for (int i = 0; i < 120; i++) {
        JsonNode frame = client.nextOfType("frame");
        assertThat(frame.get("fromFrame").longValue()).isEqualTo(last + 1);
        assertThat(frame.get("frameNumber").longValue()).isGreaterThan(last);
        last = frame.get("frameNumber").longValue();
        for (JsonNode event : frame.get("events")) {
          assertThat(TestEvents.CATALOG.validator().validate(event)).as("%s", event).isEmpty();
          assertThat(event.get("timestamp").longValue())
              .isBetween(frame.get("timestamp").longValue() - 5000, Long.MAX_VALUE);
        }
        client.ack(last);
      }
    }
    contributor.leave();
  }

  @Test
  void aClientThatDoesNotAckGetsTheWindowAndThenOneMerge() {
    FrameContributor contributor = rig.contributeNumbers();
    try (WsProbe client = WsProbe.frames(rig.port());
        WsProbe witness = WsProbe.events(rig.port())) {
      List<JsonNode> frames = new ArrayList<>();
      IntStream.range(0, 15).forEach(i -> frames.add(client.nextOfType("frame")));
      long last = frames.get(14).get("frameNumber").longValue();
      long now = 0;
      while (now < last + 60) {
        now = Long.parseLong(lastToken(witness.nextOfType("token_stream")));
      }
      assertThat(client.received()).isEmpty();
      client.ack(last);
      JsonNode merged = client.next();

      assertThat(merged.get("fromFrame").longValue()).isEqualTo(last + 1);
      assertThat(merged.get("frameNumber").longValue()).isGreaterThan(last + 30);
      String tokens =
          IntStream.rangeClosed((int) last + 1, merged.get("frameNumber").intValue())
              .mapToObj(number -> number + " ")
              .collect(Collectors.joining());
      assertThat(withoutSkippedTicks(merged.at("/events/0/payload/tokens")))
          .isSubsetOf(split(tokens));
      assertThat(merged.get("coalesced").longValue())
          .isEqualTo(merged.at("/events/0/payload/tokens").size() - 1L);
    }
    contributor.leave();
  }

  @Test
  void aResumedClientGetsExactlyWhatItMissed() {
    String epoch;
    long last;
    ClientState state = new ClientState();
    try (WsProbe client = WsProbe.frames(rig.port())) {
      epoch = client.next().get("epoch").textValue();
      rig.publish(TestEvents.text("s", "before "));
      JsonNode frame =
          client.next(
              message -> {
                state.applyEnvelope(message);
                return message.toString().contains("before ");
              });
      last = frame.get("frameNumber").longValue();
    }
    rig.publish(TestEvents.reward("missed"));
    publishAndAwait("missed ");
    try (WsProbe client =
        WsProbe.connect(
            rig.port(), "/ws?resume=" + epoch + ":" + last, WireMode.FRAMES.subProtocol())) {
      JsonNode welcome = client.next();
      assertThat(welcome.get("resumed").booleanValue()).isTrue();
      JsonNode missed = client.next();
      assertThat(missed.has("reset")).isFalse();
      assertThat(missed.get("fromFrame").longValue()).isEqualTo(last + 1);
      state.applyEnvelope(missed);
      rig.publish(TestEvents.text("s", "after"));
      state.applyEnvelope(client.next(message -> message.toString().contains("after")));
    }
    assertThat(state.text("s")).isEqualTo("before missed after");
    assertThat(state.values().get("kept on \"reward\"").toString()).containsOnlyOnce("missed");
    assertThat(rig.count("wirthforge.resumes", "result", "resumed")).isEqualTo(1);
  }

  @Test
  void anotherEpochIsAnsweredWithASnapshotThatReplacesTheState() {
    publishAndAwait("all ");
    try (WsProbe client =
        WsProbe.connect(rig.port(), "/ws?resume=other:3", WireMode.FRAMES.subProtocol())) {
      assertThat(client.next().get("resumed").booleanValue()).isFalse();
      JsonNode snapshot = client.next();
      assertThat(snapshot.get("reset").booleanValue()).isTrue();
      assertThat(snapshot.toString()).contains("all ");
    }
    assertThat(rig.count("wirthforge.resumes", "result", "snapshot")).isEqualTo(1);
  }

  @Test
  void theChannelsAndRateOfTheQueryHoldFromTheFirstFrameOn() {
    publishAndAwait("text ");
    try (WsProbe client =
        WsProbe.connect(
            rig.port(), "/ws?channels=energy,reward&rate=5", WireMode.FRAMES.subProtocol())) {
      client.next();
      assertThat(ClientLinkTest.types(client.next().get("events")))
          .containsExactly("startup_complete");
      FrameContributor contributor =
          FrameContributor.join(
              rig.vertx,
              rig.options.addresses(),
              "energy",
              tick ->
                  List.of(
                      TestEvents.energy("m1", "1", "0", 0), TestEvents.text("s", "not for you")));
      for (int i = 0; i < 5; i++) {
        JsonNode frame = client.next();
        assertThat(frame.toString()).doesNotContain("not for you");
        long number = frame.get("frameNumber").longValue();
        if (i > 1) {
          // One a fifth of a second; when ticks were missed, its last part may be short.
          assertThat(number / 12).isGreaterThan((frame.get("fromFrame").longValue() - 1) / 12);
        }
        client.ack(number);
      }
      contributor.leave();
    }
  }

  @Test
  void theModelsOfTheQueryHoldFromTheFirstFrameOn() {
    rig.publish(TestEvents.energy("m1", "1", "1", 1));
    rig.publish(TestEvents.energy("m2", "1", "1", 1));
    publishAndAwait("m1's text ");
    try (WsProbe client =
        WsProbe.connect(rig.port(), "/ws?models=m2,m3", WireMode.FRAMES.subProtocol())) {
      JsonNode snapshot = client.nextOfType("frame");

      assertThat(ClientLinkTest.types(snapshot.get("events")))
          .containsExactly("startup_complete", "energy_update");
      assertThat(snapshot.at("/events/1/payload/modelId").textValue()).isEqualTo("m2");
    }
  }

  @Test
  void heartbeatsTravelWithinFrames() {
    try (WsProbe client = WsProbe.frames(rig.port())) {
      JsonNode frame = client.next(message -> message.toString().contains("heartbeat"));

      assertThat(frame.get("type").textValue()).isEqualTo("frame");
      assertThat(ClientLinkTest.types(frame.get("events"))).containsExactly("heartbeat");
    }
  }

  /** Publishes text behind an announcement and waits until all of it was sent. */
  private void publishAndAwait(String text) {
    try (WsProbe witness = WsProbe.events(rig.port())) {
      rig.publish(TestEvents.startup("m1"));
      rig.publish(TestEvents.text("s", text));
      rig.publish(TestEvents.error("LAST"));
      // In one frame the error comes first, in two the text.
      Set<String> awaited = new HashSet<>(Set.of("\"error_event\"", text));
      witness.next(
          message -> {
            awaited.removeIf(each -> message.toString().contains(each));
            return awaited.isEmpty();
          });
    }
  }

  private static String lastToken(JsonNode text) {
    JsonNode tokens = text.at("/payload/tokens");
    return tokens.get(tokens.size() - 1).textValue().trim();
  }

  private static List<String> withoutSkippedTicks(JsonNode tokens) {
    List<String> texts = new ArrayList<>();
    tokens.forEach(token -> texts.add(token.textValue().trim()));
    assertThat(texts).doesNotHaveDuplicates().isNotEmpty();
    return texts;
  }

  private static List<String> split(String tokens) {
    return List.of(tokens.trim().split(" "));
  }
}
