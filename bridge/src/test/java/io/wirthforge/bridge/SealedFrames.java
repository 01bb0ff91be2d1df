package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All frames that are published on a Vert.x, from now on. */
final class SealedFrames {

  private final List<SealedFrame> frames = new CopyOnWriteArrayList<>();
  private final MessageConsumer<SealedFrame> consumer;

  private SealedFrames(Vertx vertx, Addresses addresses) {
    consumer =
        vertx
            .eventBus()
            .localConsumer(
                addresses.sealed(), (Message<SealedFrame> message) -> frames.add(message.body()));
  }

  static SealedFrames of(Vertx vertx, Addresses addresses) {
    return new SealedFrames(vertx, addresses);
  }

  void await(int count) {
    Eventually.until(count + " frames", () -> frames.size() >= count);
  }

  List<Frame> frames() {
    return frames.stream().map(SealedFrame::frame).toList();
  }

  List<String> epochs() {
    return frames.stream().map(SealedFrame::epoch).distinct().toList();
  }

  void stop() {
    consumer.unregister();
  }
}
