package io.wirthforge.schemas;

/** One of the nine events of WIRTHFORGE v1.0.0, as a record shaped like its JSON. */
public sealed interface WirthforgeEvent extends Event permits MeasuredEvent, TextEvent {

  /** The part that differs from type to type: the object under {@code payload}. */
  Record payload();
}
