package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;

/**
 * Passes events of one class by reference within a JVM, and as their JSON text to another.
 *
 * @param <E> the class
 */
final class EventBusCodec<E extends Event> implements MessageCodec<E, E> {

  private final Class<E> type;
  private final EventCodec codec;

  EventBusCodec(Class<E> type, EventCodec codec) {
    this.type = type;
    this.codec = codec;
  }

  @Override
  public void encodeToWire(Buffer buffer, E event) {
    byte[] json = codec.encode(event);
    buffer.appendInt(json.length).appendBytes(json);
  }

  @Override
  public E decodeFromWire(int position, Buffer buffer) {
    int start = position + Integer.BYTES;
    byte[] json = buffer.getBytes(start, start + buffer.getInt(position));
    return type.cast(codec.decode(json));
  }

  @Override
  public E transform(E event) {
    return event;
  }

  @Override
  public String name() {
    return "wirthforge." + type.getSimpleName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
