package io.wirthforge.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.InvalidRecordingException;
import io.wirthforge.schemas.RecordingCodec;
import io.wirthforge.schemas.RecordingLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording that is being made: all that goes into a stream's frames, written to a file by a
 * thread of its own, so that no disk ever delays a tick.
 *
 * <p>It ends when it is closed, when the stream ends, when the file is as large as it may be, or
 * when the disk takes no more; the stream goes on in any case.
 */
public final class Recording {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.recording");
  private static final int MAX_LINES = 1 << 16;
  private static final long MAX_QUEUED_BYTES = 64L << 20;
  private static final long PAUSE_NANOS = 10_000_000L;

  private final Path path;
  private final RecordingOptions options;
  private final OutputStream out;
  private final RecordingQueue queue = new RecordingQueue(MAX_LINES, MAX_QUEUED_BYTES);
  private final Promise<Void> ended = Promise.promise();
  private final Counter bytesWritten;
  private final Counter linesLost;
  private volatile boolean closing;
  private long lostCounted;

  Recording(Path path, RecordingOptions options, OutputStream out, MeterRegistry registry) {
    this.path = path;
    this.options = options;
    this.out = out;
    this.bytesWritten = bytesWritten(registry);
    this.linesLost = linesLost(registry);
  }

  /** Makes the meters of recordings known from the start of the stream on. */
  static void meter(MeterRegistry registry) {
    bytesWritten(registry);
    linesLost(registry);
  }

  private static Counter bytesWritten(MeterRegistry registry) {
    return new Meters(registry)
        .counter("wirthforge.recording.bytes", "Bytes of recordings that were written");
  }

  private static Counter linesLost(MeterRegistry registry) {
    return new Meters(registry)
        .counter("wirthforge.recording.lost", "Lines that recordings lack, as a disk was too slow");
  }

  /**
   * Starts to record the stream of an aggregator that runs on this Vert.x.
   *
   * @return fails with an {@link InvalidRecordingException} that says in one line why it can't
   */
  public static Future<Recording> start(
      Vertx vertx,
      Addresses addresses,
      Path path,
      RecordingOptions options,
      MeterRegistry registry) {
    return vertx
        .executeBlocking(() -> RecordingFiles.create(path, options.overwrite()))
        .map(out -> new Recording(path, options, out, registry))
        .compose(
            recording ->
                vertx
                    .eventBus()
                    .request(addresses.record(), recording, LocalCodec.LOCAL_ONLY)
                    .map(recording)
                    .recover(failure -> Future.failedFuture(recording.refused(failure))));
  }

  /**
   * Whether a file can be written, without writing it.
   *
   * @throws InvalidRecordingException where it can't
   */
  public static void check(Path path, boolean overwrite) {
    RecordingFiles.check(path, overwrite);
  }

  /** Where it is written. */
  public Path path() {
    return path;
  }

  /** Ends it. Done when all that was heard is in the file. */
  public Future<Void> close() {
    closing = true;
    return ended.future();
  }

  /** Done when it has ended, for whatever reason. */
  public Future<Void> ended() {
    return ended.future();
  }

  RecordingOptions options() {
    return options;
  }

  boolean isEnded() {
    return closing || ended.future().isComplete();
  }

  /** Starts the thread that writes; gives whom to tell. */
  FrameTap begin(EventCatalog catalog, RecordingLine.Header header, @Nullable Frame state) {
    RecordingCodec codec = new RecordingCodec(catalog);
    Recorder recorder = new Recorder(queue, codec, options.text(), System::nanoTime);
    recorder.begin(header, state);
    Thread thread = new Thread(() -> run(codec), "wirthforge-recording");
    thread.setDaemon(true);
    thread.start();
    return recorder;
  }

  private void run(RecordingCodec codec) {
    RecordingWriter writer = new RecordingWriter(out, codec, options.maxBytes());
    try (out) {
      while (!writer.isEnded()) {
        boolean last = closing;
        write(writer);
        if (last) {
          writer.end(RecordingLine.Reason.CLOSED);
        } else if (writer.isEnded()) {
          LOG.warn("the recording {} ended: it has {} bytes", path, options.maxBytes());
        } else {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } catch (IOException e) {
      LOG.warn("the recording {} ended: {}; the stream goes on", path, RecordingFiles.reason(e));
    } finally {
      ended.complete();
    }
  }

  private void write(RecordingWriter writer) throws IOException {
    long before = writer.bytes();
    try {
      writer.drain(queue);
    } finally {
      bytesWritten.increment(writer.bytes() - before);
      long lost = queue.lost();
      linesLost.increment(lost - lostCounted);
      lostCounted = lost;
    }
  }

  private Throwable refused(Throwable failure) {
    try {
      out.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("{} can't be removed: {}", path, RecordingFiles.reason(e));
    }
    boolean nobody =
        failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    return new InvalidRecordingException(
        nobody
            ? "there is no stream to record: start the frames first"
            : String.valueOf(failure.getMessage()));
  }
}
