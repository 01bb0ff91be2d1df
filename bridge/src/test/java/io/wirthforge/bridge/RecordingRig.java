package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.RecordingCodec;
import io.wirthforge.schemas.RecordingLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An aggregator that is recorded, with a clock that only moves when told. */
final class RecordingRig {

  static final int MAX_EVENTS = 8;
  static final String EPOCH = "k3f9";

  private static final FrameBridgeOptions BRIDGE =
      new FrameBridgeOptions(new JsonObject().put("maxEventsPerTick", MAX_EVENTS));

  final FrameAggregator aggregator = new FrameAggregator(MAX_EVENTS);
  final RecordingQueue queue;
  final RecordingCodec codec = new RecordingCodec(TestEvents.CATALOG);
  final List<Frame> frames = new ArrayList<>();
  final StreamState state = new StreamState();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final RecordingWriter writer;
  private long nowNanos = 5_000_000_000L;

  RecordingRig() {
    this(1 << 16, Long.MAX_VALUE);
  }

  RecordingRig(int maxLines, long maxBytes) {
    queue = new RecordingQueue(maxLines, 64 << 20);
    writer = new RecordingWriter(out, codec, maxBytes);
  }

  /** From now on, all is recorded. */
  RecordingRig record(boolean text) {
    Frame newest = frames.isEmpty() ? null : frames.get(frames.size() - 1);
    Frame known = newest == null ? null : state.handover(newest);
    RecordingOptions options = new RecordingOptions().withText(text);
    Recorder recorder = new Recorder(queue, codec, text, () -> nowNanos);
    recorder.begin(
        Recorder.header(TestEvents.CATALOG, options, EPOCH, BRIDGE, known, 1_790_000_000_000L),
        known);
    aggregator.tap(recorder);
    return this;
  }

  void pass(long nanos) {
    nowNanos += nanos;
  }

  long nowNanos() {
    return nowNanos;
  }

  /** A tick with a contribution, and what came while it was open. */
  Frame frame(long number, List<Event> contributed, List<Event> meanwhile) {
    aggregator.open(TestEvents.tick(number));
    pass(1_000_000);
    aggregator.contribute(new Contribution("decipher", number, contributed));
    meanwhile.forEach(aggregator::offer);
    pass(1_000_000);
    Frame frame = aggregator.seal();
    frames.add(frame);
    state.apply(frame);
    return frame;
  }

  RecordingRig drain() {
    try {
      writer.drain(queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Ends the recording. */
  byte[] end() {
    try {
      writer.drain(queue);
      writer.end(RecordingLine.Reason.CLOSED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  byte[] written() {
    return out.toByteArray();
  }

  /** Opens bytes as a recording, in a file that is gone by then. */
  static Replay replay(byte[] recording) {
    try {
      Path file = Files.createTempFile("recording", ".jsonl");
      try {
        Files.write(file, recording);
        return Replay.open(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
