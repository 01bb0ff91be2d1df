package io.wirthforge.bridge;

import io.vertx.core.eventbus.DeliveryOptions;

/** How values travel between verticles of one JVM without being copied. */
public final class LocalDelivery {

  /**
   * Delivery by reference, never to another JVM, for immutable values of any class. Works as soon
   * as a {@link FrameAggregatorVerticle} or a bridge runs on the same Vert.x.
   */
  public static final DeliveryOptions BY_REFERENCE = LocalCodec.LOCAL_ONLY;

  /**
   * Delivery of an event record to the clients of this node alone, where others would get it too.
   * Has a header, so that no other node waits for it.
   */
  public static final DeliveryOptions THIS_NODE_ONLY =
      new DeliveryOptions().setLocalOnly(true).addHeader("wirthforge-local", "true");

  private LocalDelivery() {}
}
