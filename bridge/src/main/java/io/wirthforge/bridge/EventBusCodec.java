package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;

/**
 * Passes events of one class by reference within a JVM, and to another as a {@link WireEvent},
 * which whoever takes it in decodes by a catalog of its own.
 *
 * @param <E> the class
 */
final class EventBusCodec<E extends Event> implements MessageCodec<E, Object> {

  private final Class<E> type;
  private final EventCodec codec;

  EventBusCodec(Class<E> type, EventCodec codec) {
    this.type = type;
    this.codec = codec;
  }

  @Override
  public void encodeToWire(Buffer buffer, E event) {
    WireEvent.of(event, codec).writeTo(buffer);
  }

  @Override
  public WireEvent decodeFromWire(int position, Buffer buffer) {
    return WireEvent.readFrom(buffer, position);
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
