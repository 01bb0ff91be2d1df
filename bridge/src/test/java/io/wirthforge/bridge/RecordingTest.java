package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wirthforge.schemas.InvalidRecordingException;
import io.wirthforge.schemas.RecordingLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording a stream that runs: what is in the file, and that the stream never notices. */
class RecordingTest {

  private static final String SECRET = "the canary sings";

  @TempDir Path directory;
  private BridgeRig rig;
  private Path file;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles();
    file = directory.resolve("session.jsonl");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void whatIsRecordedReplaysToTheSameFrames() {
    FrameContributor numbers = rig.contributeNumbers();
    Recording recording = record(new RecordingOptions().withText(true));
    rig.publish(TestEvents.text("t", SECRET));
    rig.publish(TestEvents.custom(TestEvents.PRICE, "{'symbol':'WF','last':1}"));
    rig.publish("experience", "{'type':'token_stream'}");
    awaitFrames(30);
    Eventually.done(recording.close());
    numbers.leave();

    try (Replay replay = Replay.open(file)) {
      List<Frame> frames = replay.advanceTo(Long.MAX_VALUE);
      assertThat(frames).hasSizeGreaterThan(25);
      assertThat(replay.report().differing()).isZero();
      assertThat(replay.report().ending()).isEqualTo(ReplayReport.Ending.WHOLE);
      assertThat(ClientState.of(frames).text("t")).isEqualTo(SECRET);
      assertThat(ShownFrames.of(frames).toString()).contains("\"price\"", "INVALID_EVENT");
      assertThat(replay.header().epoch()).isNotBlank();
    }
  }

  @Test
  void withoutBeingAskedForItNoTextIsWritten() throws Exception {
    rig.publish(TestEvents.text("before", SECRET));
    awaitFrames(2);
    Recording recording = record(new RecordingOptions());
    rig.publish(TestEvents.text("t", SECRET));
    rig.publish(TestEvents.custom(TestEvents.CHAT, "{'room':'r','text':'" + SECRET + "'}"));
    awaitFrames(3);
    Eventually.done(recording.close());

    assertThat(Files.readString(file))
        .doesNotContain("canary")
        .contains("\"text\":false", "x".repeat(SECRET.length()));
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    Eventually.done(record(new RecordingOptions()).close());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aStreamIsRecordedOnceAtATime() {
    Recording recording = record(new RecordingOptions());
    Path other = directory.resolve("other.jsonl");

    Throwable refusal = Eventually.failure(start(other, new RecordingOptions()));
    assertThat(refusal)
        .isInstanceOf(InvalidRecordingException.class)
        .hasMessageContaining("recorded already, into " + file);
    assertThat(other).doesNotExist();

    Eventually.done(recording.close());
    Eventually.done(Eventually.done(start(other, new RecordingOptions())).close());
    assertThat(other).isNotEmptyFile();
  }

  @Test
  void aFileThatExistsIsKeptUnlessItMayBeOverwritten() throws Exception {
    Files.writeString(file, "precious");

    assertThat(Eventually.failure(start(file, new RecordingOptions())))
        .hasMessageContaining(file + " exists already");
    assertThat(file).hasContent("precious");

    RecordingOptions overwriting = new RecordingOptions(false, 1 << 20, true, "test");
    Eventually.done(Eventually.done(start(file, overwriting)).close());
    assertThat(Files.readString(file)).startsWith("{\"line\":\"header\"");
  }

  @Test
  void aPathThatCanBeNoFileIsRefused() {
    Path nowhere = directory.resolve("missing").resolve("session.jsonl");

    assertThat(Eventually.failure(start(nowhere, new RecordingOptions())))
        .hasMessageContaining("there is no directory " + nowhere.getParent());
    assertThat(Eventually.failure(start(directory, new RecordingOptions(true, 1 << 20, true, "t"))))
        .hasMessageContaining(directory + " is no file");
  }

  @Test
  void withoutAStreamThereIsNothingToRecord() {
    rig.stopFrames();

    assertThat(Eventually.failure(start(file, new RecordingOptions())))
        .hasMessageContaining("there is no stream to record");
    assertThat(file).doesNotExist();
  }

  @Test
  void atItsBoundTheRecordingEndsAndTheStreamGoesOn() throws Exception {
    Recording recording = record(new RecordingOptions(false, 64 << 10, false, "test"));
    while (!recording.ended().isComplete()) {
      rig.publish(TestEvents.text("t", "a text of some length, so that the file grows"));
      awaitFrames(1);
    }

    assertThat(Files.size(file)).isLessThanOrEqualTo(64 << 10);
    try (Replay replay = Replay.open(file)) {
      assertThat(replay.advanceTo(Long.MAX_VALUE)).isNotEmpty();
      assertThat(replay.report().ending()).isEqualTo(ReplayReport.Ending.FULL);
    }
    awaitFrames(3);
  }

  @Test
  void aDiskThatTakesNoMoreEndsTheRecordingAndNotTheStream() {
    Recording recording =
        new Recording(file, new RecordingOptions(), new FullDisk(2000), rig.registry);
    Eventually.done(
        rig.vertx
            .eventBus()
            .request(rig.options.addresses().record(), recording, LocalCodec.LOCAL_ONLY));

    Eventually.done(recording.ended());
    awaitFrames(3);
    Eventually.done(Eventually.done(start(file, new RecordingOptions())).close());
    assertThat(rig.count("wirthforge.recording.bytes")).isPositive();
  }

  @Test
  void theEndOfTheStreamIsTheEndOfItsRecording() throws Exception {
    Recording recording = record(new RecordingOptions());
    awaitFrames(3);
    rig.stopFrames();

    assertThat(recording.ended().isComplete()).isTrue();
    assertThat(Files.readString(file).lines().reduce((first, second) -> second))
        .hasValueSatisfying(last -> assertThat(last).contains("\"end\"", "\"closed\""));
  }

  @Test
  void aRecordingThatBeginsInMidTextKnowsTheStateBefore() {
    rig.publish(TestEvents.startup("m1"));
    rig.publish(TestEvents.text("t", "once upon "));
    awaitFrames(5);
    Recording recording = record(new RecordingOptions().withText(true));
    rig.publish(TestEvents.text("t", "a time"));
    awaitFrames(3);
    Eventually.done(recording.close());

    try (Replay replay = Replay.open(file)) {
      List<Frame> all = new ArrayList<>(List.of(replay.state()));
      all.addAll(replay.advanceTo(Long.MAX_VALUE));
      assertThat(ClientState.of(all).text("t")).isEqualTo("once upon a time");
      RecordingLine.Position after = replay.header().after();
      assertThat(all.get(1).frameNumber()).isEqualTo(after.frameNumber() + 1);
    }
  }

  private Recording record(RecordingOptions options) {
    return Eventually.done(start(file, options));
  }

  private Future<Recording> start(Path path, RecordingOptions options) {
    return Recording.start(rig.vertx, rig.options.addresses(), path, options, rig.registry);
  }

  /** Waits until so many more frames were sealed. */
  private void awaitFrames(int frames) {
    SealedFrames sealed = SealedFrames.of(rig.vertx, rig.options.addresses());
    sealed.await(frames);
    sealed.stop();
  }

  /** A disk that is full after some bytes. */
  private static final class FullDisk extends OutputStream {
    private int room;

    FullDisk(int room) {
      this.room = room;
    }

    @Override
    public void write(int each) throws IOException {
      if (room-- <= 0) {
        throw new IOException("No space left on device");
      }
    }
  }
}
