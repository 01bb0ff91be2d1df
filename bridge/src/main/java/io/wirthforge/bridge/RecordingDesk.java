package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.RecordingLine;
import org.jspecify.annotations.Nullable;

/**
 * Where recordings of an aggregator begin and end: between two frames, one at a time. On the
 * aggregator's event loop.
 */
final class RecordingDesk {

  private static final int BUSY = 409;
  private static final long PATIENCE_MS = 2000;

  private final Vertx vertx;
  private final EventCatalog catalog;
  private final FrameBridgeOptions options;
  private final FrameAggregator aggregator;
  private final FramePublisher publisher;
  private final MessageConsumer<Recording> requests;
  private @Nullable Message<Recording> waiting;
  private @Nullable Recording running;

  /** Opens on the calling context. */
  RecordingDesk(
      Vertx vertx,
      FrameBridgeOptions options,
      EventCatalog catalog,
      FrameAggregator aggregator,
      FramePublisher publisher) {
    this.vertx = vertx;
    this.catalog = catalog;
    this.options = options;
    this.aggregator = aggregator;
    this.publisher = publisher;
    this.requests =
        vertx.eventBus().localConsumer(options.addresses().record(), message -> asked(message));
  }

  /** A frame was sealed and published; the next is not begun. */
  void betweenFrames() {
    Recording current = running;
    if (current != null && current.isEnded()) {
      aggregator.tap(FrameTap.NONE);
      running = null;
    }
    Message<Recording> next = waiting;
    if (next != null && running == null) {
      waiting = null;
      begin(next.body());
      next.reply(null);
    }
  }

  /** Ends what is running; done when it is in its file, or the disk takes too long. */
  Future<Void> close() {
    requests.unregister();
    if (waiting != null) {
      waiting.fail(BUSY, "the stream ended before it could be recorded: start it, then record");
    }
    Recording current = running;
    if (current == null) {
      return Future.succeededFuture();
    }
    aggregator.tap(FrameTap.NONE);
    Future<Void> written = current.close();
    return Future.future(
        promise -> {
          var context = vertx.getOrCreateContext();
          written.onComplete(done -> context.runOnContext(go -> promise.tryComplete()));
          vertx.setTimer(PATIENCE_MS, id -> promise.tryComplete());
        });
  }

  private void asked(Message<Recording> message) {
    Recording current = running;
    if (waiting != null || current != null && !current.isEnded()) {
      String path = current == null ? "another file" : current.path().toString();
      message.fail(BUSY, "the stream is recorded already, into " + path + ": close that first");
    } else {
      waiting = message;
    }
  }

  private void begin(Recording recording) {
    Frame state = publisher.handover();
    RecordingLine.Header header =
        Recorder.header(
            catalog,
            recording.options(),
            publisher.epoch(),
            options,
            state,
            System.currentTimeMillis());
    aggregator.tap(recording.begin(catalog, header, state));
    running = recording;
  }
}
