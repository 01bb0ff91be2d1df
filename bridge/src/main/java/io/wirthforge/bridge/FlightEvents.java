package io.wirthforge.bridge;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * What a flight recording shows of each tick. Holds figures alone; costs nothing while nothing
 * records.
 */
final class FlightEvents {

  private FlightEvents() {}

  /** A tick is told to the contributors. */
  @Name("io.wirthforge.Tick")
  @Label("Tick")
  @Category("WIRTHFORGE")
  @StackTrace(false)
  static final class Tick extends Event {
    @Label("Frame number")
    long frameNumber;

    @Label("Lateness")
    @Timespan
    long latenessNanos;
  }

  /** A frame is closed, remembered and published. */
  @Name("io.wirthforge.Seal")
  @Label("Seal")
  @Category("WIRTHFORGE")
  @StackTrace(false)
  static final class Seal extends Event {
    @Label("Frame number")
    long frameNumber;

    @Label("Events")
    int events;

    @Label("Coalesced")
    long coalesced;
  }

  /** The text of a frame is made, for one loop and filter. */
  @Name("io.wirthforge.Encode")
  @Label("Encode")
  @Category("WIRTHFORGE")
  @StackTrace(false)
  static final class Encode extends Event {
    @Label("Frame number")
    long frameNumber;

    @Label("Events")
    int events;
  }

  /** The clients of a loop are served. */
  @Name("io.wirthforge.Write")
  @Label("Write")
  @Category("WIRTHFORGE")
  @Description("One task per loop and tick")
  @StackTrace(false)
  static final class Write extends Event {
    @Label("Frame number")
    long frameNumber;

    @Label("Clients")
    int clients;
  }
}
