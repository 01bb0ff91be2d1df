package io.wirthforge.bridge;

import io.vertx.core.eventbus.DeliveryOptions;

/** Delivery within this JVM, by the body's usual codec. */
final class LocalOnly {

  static final DeliveryOptions OPTIONS = new DeliveryOptions().setLocalOnly(true);

  private LocalOnly() {}
}
