package io.wirthforge.schemas;

/** An event that carries the number of its frame on the wire: four of the nine do. */
public sealed interface FrameNumbered
    permits EnergyUpdate, EnergyField, InterferenceEvent, ResonanceEvent {

  /** The number of the tick the event belongs to, 0 or more. */
  long frameNumber();
}
