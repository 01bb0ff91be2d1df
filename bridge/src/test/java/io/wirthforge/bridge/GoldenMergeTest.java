package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The merges that the browser client is held against as well: {@code golden/merge-vectors.json}.
 */
class GoldenMergeTest {

  private static final FrameEncoder ENCODER =
      new FrameEncoder(
          "k3f9", new EventCodec(TestEvents.CATALOG), new BridgeMetrics(new SimpleMeterRegistry()));

  private final JsonNode vectors = read().get("vectors");

  @TestFactory
  Stream<DynamicTest> framesMergeAsTheGoldenVectorsSayInAnyGrouping() {
    return each(
        vector -> {
          List<Frame> frames = frames(vector);
          assertSame(Frame.mergeAll(frames), vector.get("merged"));
          IntStream.range(1, frames.size())
              .forEach(
                  split ->
                      assertSame(
                          Frame.mergeAll(frames.subList(0, split))
                              .merge(Frame.mergeAll(frames.subList(split, frames.size()))),
                          vector.get("merged")));
        });
  }

  @TestFactory
  Stream<DynamicTest> aClientEndsInTheStateThatTheGoldenVectorsSay() {
    return each(
        vector -> {
          assertState(ClientState.of(frames(vector)), vector.get("state"));
          assertState(ClientState.of(List.of(frame(vector.get("merged")))), vector.get("state"));
        });
  }

  private Stream<DynamicTest> each(Consumer<JsonNode> check) {
    List<DynamicTest> tests = new ArrayList<>();
    vectors.forEach(
        vector ->
            tests.add(
                DynamicTest.dynamicTest(
                    vector.get("name").textValue(), () -> check.accept(vector))));
    assertThat(tests).hasSizeGreaterThan(10);
    return tests.stream();
  }

  private static void assertSame(Frame frame, JsonNode expected) {
    String text = ENCODER.envelope(frame, frame.events().stream().map(ENCODER::encode).toList());
    JsonNode actual = TestEvents.json(text);
    ((ObjectNode) actual).remove("type");
    assertThat(actual.equals(GoldenMergeTest::compare, expected))
        .as("%s%nis not%n%s", actual, expected)
        .isTrue();
  }

  /** Numbers by value: 1.0 and 1 are one. */
  private static int compare(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue());
    }
    return a.equals(b) ? 0 : 1;
  }

  private static void assertState(ClientState state, JsonNode expected) {
    expected
        .get("energy")
        .fields()
        .forEachRemaining(
            model ->
                assertThat(state.energy(model.getKey()))
                    .as(model.getKey())
                    .isEqualByComparingTo(model.getValue().get("sum").decimalValue()));
    expected
        .get("texts")
        .fields()
        .forEachRemaining(
            text -> {
              String[] slot = text.getKey().split(" ");
              assertThat(state.text(slot[0], slot[1])).isEqualTo(text.getValue().textValue());
            });
  }

  private static List<Frame> frames(JsonNode vector) {
    List<Frame> frames = new ArrayList<>();
    vector.get("frames").forEach(frame -> frames.add(frame(frame)));
    return frames;
  }

  private static Frame frame(JsonNode frame) {
    List<Event> events = new ArrayList<>();
    frame.get("events").forEach(event -> events.add(TestEvents.CATALOG.decode(event)));
    return new Frame(
        frame.get("fromFrame").longValue(),
        frame.get("frameNumber").longValue(),
        frame.get("timestamp").longValue(),
        frame.get("coalesced").longValue(),
        frame.path("reset").booleanValue(),
        events);
  }

  private static JsonNode read() {
    try (InputStream file =
        GoldenMergeTest.class.getResourceAsStream("/golden/merge-vectors.json")) {
      return TestEvents.json(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
