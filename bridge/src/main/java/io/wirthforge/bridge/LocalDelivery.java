package io.wirthforge.bridge;

import io.vertx.core.eventbus.DeliveryOptions;

/** How values travel between verticles of one JVM without being copied. */
public final class LocalDelivery {

  /**
   * Delivery by reference, never to another JVM, for immutable values of any class. Works as soon
   * as a {@link FrameAggregatorVerticle} or a bridge runs on the same Vert.x.
   */
  public static final DeliveryOptions BY_REFERENCE = LocalCodec.LOCAL_ONLY;

  private LocalDelivery() {}
}
