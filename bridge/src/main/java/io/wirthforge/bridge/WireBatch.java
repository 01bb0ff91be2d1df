package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Events in one message to the other nodes.
 *
 * @param events each in its wire form
 */
record WireBatch(List<WireEvent> events) {

  /** Takes a copy. */
  WireBatch {
    events = List.copyOf(events);
  }

  /** Writes and reads batches. */
  static final class Codec implements MessageCodec<WireBatch, WireBatch> {

    @Override
    public void encodeToWire(Buffer buffer, WireBatch batch) {
      buffer.appendInt(batch.events.size());
      batch.events.forEach(event -> event.writeTo(buffer));
    }

    @Override
    public WireBatch decodeFromWire(int position, Buffer buffer) {
      int count = buffer.getInt(position);
      int next = position + Integer.BYTES;
      List<WireEvent> events = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        WireEvent event = WireEvent.readFrom(buffer, next);
        events.add(event);
        next += event.wireBytes();
      }
      return new WireBatch(events);
    }

    @Override
    public WireBatch transform(WireBatch batch) {
      return batch;
    }

    @Override
    public String name() {
      return "wirthforge.batch";
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }
}
