package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.InvalidEventException;

/**
 * Passes events of one class by reference within a JVM, and as their JSON text to another. What
 * can't be decoded there comes out as a {@link WireEvent}, so that the intake can say why.
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
  public Object decodeFromWire(int position, Buffer buffer) {
    WireEvent wire = WireEvent.readFrom(buffer, position);
    try {
      Event event = wire.decode(codec);
      return type.isInstance(event) ? event : wire;
    } catch (InvalidEventException refusedByTheIntake) {
      return wire;
    }
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
