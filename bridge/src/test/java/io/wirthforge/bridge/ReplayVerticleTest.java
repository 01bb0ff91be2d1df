package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.InvalidRecordingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playing a recording to clients, in real time. */
class ReplayVerticleTest {

  @TempDir Path directory;
  private Vertx vertx;
  private Path file;
  private final FrameBridgeOptions options =
      new FrameBridgeOptions(new JsonObject().put("port", 0).put("auth", "none"));

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    file = directory.resolve("session.jsonl");
  }

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  @Test
  void atItsOwnSpeedEveryFrameIsTheRecordedOneButForItsTime() {
    List<Frame> recorded = recordLive();
    SealedFrames played = SealedFrames.of(vertx, options.addresses());
    ReplayVerticle replay = play(new ReplayOptions());

    ReplayReport report = Eventually.done(replay.ended());
    played.await(recorded.size() + 10);
    List<Frame> frames = played.frames();
    Frame first = recorded.get(0);
    int from = 0;
    while (frames.get(from).frameNumber() < first.frameNumber()) {
      from++;
    }
    assertThat(report.words()).isEqualTo(report.frames() + " frames, all as recorded");
    assertThat(ShownFrames.timeless(frames.subList(from, from + recorded.size())))
        .isEqualTo(ShownFrames.timeless(recorded));
    assertThat(frames.get(from).timestampMs()).isGreaterThan(first.timestampMs());
  }

  @Test
  void aClientEndsWithTheTextAndStateOfOneThatWasThere() {
    List<Frame> recorded = recordLive();
    WebSocketBridgeVerticle door =
        new WebSocketBridgeVerticle(
            options, TestEvents.CATALOG, new SimpleMeterRegistry(), AccessToken.create(), null);
    Eventually.done(vertx.deployVerticle(door));
    ReplayVerticle replay = play(new ReplayOptions());
    Eventually.until("a frame", () -> RawClient.upgrade(door.port(), "/ws").status() == 101);
    ClientState seen = new ClientState();
    try (WsProbe client = WsProbe.events(door.port())) {
      Eventually.done(replay.ended());
      String text = ClientState.of(recorded).text("s");
      Eventually.until(
          "all text",
          () -> {
            client.received().stream().filter(ReplayVerticleTest::isState).forEach(seen::apply);
            return seen.text("s").equals(text);
          });
    }
    assertThat(seen.text("s")).contains("0 ", "39 ");
  }

  @Test
  void tenTimesAsFastClientsStillGetSixtyFramesASecondAndTheSameState() {
    List<Frame> recorded = recordRig(300);
    SealedFrames played = SealedFrames.of(vertx, options.addresses());
    ReplayVerticle replay = play(new ReplayOptions(10, false));

    Eventually.done(replay.ended());
    long last = recorded.get(recorded.size() - 1).frameNumber();
    Eventually.until("the rest", () -> number(played) > last);
    List<Frame> frames =
        played.frames().stream().filter(frame -> frame.frameNumber() <= last).toList();
    assertThat(frames).hasSizeLessThan(recorded.size() / 2);
    assertThat(ShownFrames.timeless(List.of(Frame.mergeAll(frames))))
        .isEqualTo(ShownFrames.timeless(List.of(Frame.mergeAll(recorded))));
  }

  @Test
  void behindTheLastFrameEmptyOnesFollow() {
    List<Frame> recorded = recordRig(3);
    SealedFrames played = SealedFrames.of(vertx, options.addresses());
    play(new ReplayOptions());

    played.await(recorded.size() + 5);
    List<Frame> rest = played.frames().subList(recorded.size(), recorded.size() + 5);
    assertThat(rest).allMatch(Frame::isEmpty);
    assertThat(rest.get(0).frameNumber()).isEqualTo(3);
  }

  @Test
  void aLoopIsAnotherRunOfTheStreamEachTime() {
    recordRig(3);
    SealedFrames played = SealedFrames.of(vertx, options.addresses());
    play(new ReplayOptions(1, true));

    Eventually.until("three runs", () -> played.epochs().size() >= 3);
    assertThat(played.frames()).allMatch(frame -> frame.frameNumber() < 3);
  }

  @Test
  void whatIsGoodBeforeABadLineIsPlayedThenTheLineIsNamed() throws Exception {
    recordRig(3);
    Files.writeString(file, Files.readString(file).replace("\"line\":\"end\"", "\"line\":\"odd\""));
    SealedFrames played = SealedFrames.of(vertx, options.addresses());
    ReplayVerticle replay = play(new ReplayOptions());

    assertThat(Eventually.failure(replay.ended()))
        .isInstanceOf(InvalidRecordingException.class)
        .hasMessageContaining("of an unknown kind \"odd\"");
    played.await(5);
    assertThat(played.frames().get(2).events()).isNotEmpty();
  }

  @Test
  void aFileThatIsNoRecordingFailsTheStart() throws Exception {
    Files.writeString(file, "hello\n");

    Throwable failure =
        Eventually.failure(
            vertx.deployVerticle(new ReplayVerticle(options, file, new ReplayOptions())));
    assertThat(failure).hasMessageContaining("is no recording of WIRTHFORGE");
    Eventually.done(vertx.deployVerticle(new FrameAggregatorVerticle()));
  }

  @Test
  void aBridgeRecordsAndReplays() {
    FrameBridge live = FrameBridge.create(vertx, options, TestEvents.CATALOG, registry());
    Eventually.done(live.start());
    Recording recording = Eventually.done(live.record(file, new RecordingOptions()));
    vertx.eventBus().publish("wirthforge.reward", TestEvents.reward("first"));
    SealedFrames.of(vertx, options.addresses()).await(5);
    Eventually.done(recording.close());
    Eventually.done(live.close());

    FrameBridge again = FrameBridge.create(vertx, options, TestEvents.CATALOG, registry());
    SealedFrames played = SealedFrames.of(vertx, options.addresses());
    Eventually.done(again.replay(file, new ReplayOptions(2, false)));
    Eventually.until(
        "the reward",
        () -> ShownFrames.of(played.frames()).stream().anyMatch(f -> f.contains("\"first\"")));
    assertThat(Eventually.failure(again.replay(file, new ReplayOptions())))
        .hasMessageContaining("started already");
    Eventually.done(again.close());
  }

  private static SimpleMeterRegistry registry() {
    return new SimpleMeterRegistry();
  }

  private static long number(SealedFrames played) {
    List<Frame> frames = played.frames();
    return frames.isEmpty() ? -1 : frames.get(frames.size() - 1).frameNumber();
  }

  private static boolean isState(JsonNode event) {
    return event.get("type").textValue().equals("token_stream");
  }

  private ReplayVerticle play(ReplayOptions replayOptions) {
    ReplayVerticle replay = new ReplayVerticle(options, file, replayOptions);
    Eventually.done(vertx.deployVerticle(replay));
    return replay;
  }

  /** Records a stream that runs on its own clock; the frames that are in the recording. */
  private List<Frame> recordLive() {
    try (BridgeRig rig = BridgeRig.verticles()) {
      Recording recording =
          Eventually.done(
              Recording.start(
                  rig.vertx,
                  rig.options.addresses(),
                  file,
                  new RecordingOptions().withText(true),
                  rig.registry));
      SealedFrames sealed = SealedFrames.of(rig.vertx, rig.options.addresses());
      for (int i = 0; i < 40; i++) {
        rig.publish(TestEvents.text("s", i + " "));
        rig.publish(TestEvents.energy("m1", "0.1", "0.01", 1));
        sealed.await(i + 2);
      }
      sealed.await(45);
      Eventually.done(recording.close());
      return sealed.frames().subList(0, 42);
    }
  }

  /** Records frames that nobody had to wait for. */
  private List<Frame> recordRig(int count) {
    RecordingRig rig = new RecordingRig().record(true);
    for (long number = 0; number < count; number++) {
      rig.pass(14_666_667);
      rig.frame(number, List.of(TestEvents.text("s", number + " ")), new ArrayList<>());
    }
    try {
      Files.write(file, rig.end());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rig.frames;
  }
}
