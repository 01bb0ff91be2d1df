package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.shareddata.LocalMap;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.EventType;

/**
 * Passes immutable values over the event bus by reference.
 *
 * @param <T> what it passes
 */
final class LocalCodec<T> implements MessageCodec<T, T> {

  private static final String LOCAL = "wirthforge.local";

  /** For values that never leave this JVM. */
  static final DeliveryOptions LOCAL_ONLY =
      new DeliveryOptions().setLocalOnly(true).setCodecName(LOCAL);

  private final String name;

  private LocalCodec(String name) {
    this.name = name;
  }

  /**
   * Registers what is missing; may be called as often as bridges start on one Vert.x. Whoever
   * returns from it can publish: nobody sees a name noted whose codec is not there yet.
   */
  static synchronized void register(Vertx vertx, EventCatalog catalog, EventCodec codec) {
    LocalMap<String, Boolean> registered = vertx.sharedData().getLocalMap("wirthforge.codecs");
    if (registered.putIfAbsent(LOCAL, true) == null) {
      vertx.eventBus().registerCodec(new LocalCodec<>(LOCAL));
      vertx.eventBus().registerDefaultCodec(WireBatch.class, new WireBatch.Codec());
    }
    for (EventType<?> type : catalog.types()) {
      if (registered.putIfAbsent(type.javaType().getName(), true) == null) {
        registerEvent(vertx, type.javaType(), codec);
      }
    }
  }

  private static <E extends Event> void registerEvent(
      Vertx vertx, Class<E> type, EventCodec codec) {
    vertx.eventBus().registerDefaultCodec(type, new EventBusCodec<>(type, codec));
  }

  @Override
  public void encodeToWire(Buffer buffer, T value) {
    throw new UnsupportedOperationException("stays in this JVM: " + value.getClass().getName());
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("is never sent to another JVM");
  }

  @Override
  public T transform(T value) {
    return value;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
