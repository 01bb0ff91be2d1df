package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.InvalidRecordingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The verticle that plays a recording in the place of a {@link FrameAggregatorVerticle}: publishes
 * its frames at their times, with numbers as recorded and timestamps of now. Behind the last one
 * empty frames follow, so that clients stay and see the end.
 */
public final class ReplayVerticle extends VerticleBase {

  private static final int BATCH_FRAMES = 240;
  private static final int LOW_FRAMES = 60;
  private static final long FETCH_POLL_NANOS = 1_000_000L;

  private record Batch(
      List<ReplayedFrame> frames, boolean last, @Nullable InvalidRecordingException failure) {}

  private final FrameBridgeOptions options;
  private final Path path;
  private final ReplayOptions replayOptions;
  private final Queue<ReplayedFrame> waiting = new ArrayDeque<>();
  private final Promise<ReplayReport> ended = Promise.promise();
  private FramePublisher publisher;
  private @Nullable RootClaim root;
  private @Nullable MessageConsumer<Object> seeds;
  private @Nullable Replay replay;
  private @Nullable Timer timer;
  private ReplayPace pace;
  private FrameClock idle = new FrameClock(0);
  private @Nullable InvalidRecordingException failure;
  private long lastFrame;
  private boolean fetching;
  private boolean exhausted;

  /** Plays a file under the addresses of a bridge. */
  public ReplayVerticle(FrameBridgeOptions options, Path path, ReplayOptions replayOptions) {
    this.options = options;
    this.path = path;
    this.replayOptions = replayOptions;
    this.publisher = newRun();
    this.pace = new ReplayPace(replayOptions.speed(), 0);
  }

  /**
   * Done at the end of the recording, for the first time; fails with an {@link
   * io.wirthforge.schemas.InvalidRecordingException} at a line that can't be.
   */
  public Future<ReplayReport> ended() {
    return ended.future();
  }

  @Override
  public Future<?> start() {
    RootClaim claim = RootClaim.of(vertx, options.root());
    if (claim == null) {
      return RootClaim.taken(options.root());
    }
    root = claim;
    seeds =
        vertx
            .eventBus()
            .localConsumer(
                options.addresses().seed(),
                message -> message.reply(publisher.seed(), LocalCodec.LOCAL_ONLY));
    return begin().onFailure(failed -> claim.release());
  }

  @Override
  public Future<?> stop() {
    if (root != null) {
      root.release();
    }
    if (seeds != null) {
      seeds.unregister();
    }
    if (timer != null) {
      timer.cancel();
    }
    Replay open = replay;
    replay = null;
    return open == null ? Future.succeededFuture() : close(open);
  }

  private FramePublisher newRun() {
    return new FramePublisher(options.ringSeconds() * FrameClock.FRAME_RATE);
  }

  private Future<?> begin() {
    return vertx
        .executeBlocking(() -> Replay.open(path))
        .compose(
            opened -> {
              replay = opened;
              LocalCodec.register(vertx, opened.catalog(), new EventCodec(opened.catalog()));
              return fetch(opened).onSuccess(filled -> play(opened));
            });
  }

  private void play(Replay opened) {
    Frame state = opened.state();
    if (state != null) {
      publish(ReplayPace.at(state, System.currentTimeMillis()));
    }
    pace = new ReplayPace(replayOptions.speed(), System.nanoTime());
    await();
  }

  /** Frames are made where reading a file may take its time. */
  private Future<Void> fetch(Replay from) {
    fetching = true;
    return vertx
        .executeBlocking(() -> batch(from))
        .map(
            batch -> {
              fetching = false;
              exhausted = batch.last();
              failure = batch.failure();
              waiting.addAll(batch.frames());
              return null;
            });
  }

  private static Batch batch(Replay from) {
    List<ReplayedFrame> frames = new ArrayList<>();
    try {
      for (int i = 0; i < BATCH_FRAMES; i++) {
        ReplayedFrame next = from.next();
        if (next == null) {
          return new Batch(frames, true, null);
        }
        frames.add(next);
      }
      return new Batch(frames, false, null);
    } catch (InvalidRecordingException e) {
      return new Batch(frames, true, e); // What was good before it is played.
    }
  }

  private void tick() {
    Replay from = replay;
    if (from == null) {
      return;
    }
    pace.take(waiting, System.nanoTime(), System.currentTimeMillis()).forEach(this::publish);
    if (waiting.size() < LOW_FRAMES && !fetching && !exhausted) {
      fetch(from);
    }
    await();
  }

  private void await() {
    ReplayedFrame next = waiting.peek();
    if (next != null) {
      after(pace.dueNanos(next.nanos()) - System.nanoTime(), this::tick);
    } else if (exhausted) {
      finish();
    } else {
      after(FETCH_POLL_NANOS, this::tick);
    }
  }

  private void finish() {
    Replay done = replay;
    if (done == null) {
      return;
    }
    ReplayReport report = done.report();
    replay = null;
    close(done);
    if (failure != null) {
      ended.tryFail(failure);
    } else {
      ended.tryComplete(report);
    }
    if (replayOptions.loop() && failure == null && report.frames() > 0) {
      publisher = newRun();
      exhausted = false;
      begin().onFailure(gone -> rest());
    } else {
      rest();
    }
  }

  private Future<?> close(Replay open) {
    return vertx.executeBlocking(
        () -> {
          open.close();
          return null;
        });
  }

  /** The file was played: clients stay, and see the end. */
  private void rest() {
    idle = new FrameClock(System.nanoTime());
    awaitIdle();
  }

  private void awaitIdle() {
    after(
        idle.nanosUntilNext(System.nanoTime()),
        () -> {
          idle.poll(System.nanoTime())
              .ifPresent(
                  tick ->
                      publish(
                          new Frame(
                              lastFrame + 1,
                              lastFrame + 1,
                              System.currentTimeMillis(),
                              0,
                              false,
                              List.of())));
          awaitIdle();
        });
  }

  private void after(long nanos, Runnable action) {
    Timer next = vertx.timer(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    timer = next;
    next.onSuccess(due -> action.run());
  }

  private void publish(Frame frame) {
    lastFrame = frame.frameNumber();
    SealedFrame sealed = publisher.take(frame, System.nanoTime());
    vertx.eventBus().publish(options.addresses().sealed(), sealed, LocalCodec.LOCAL_ONLY);
  }
}
