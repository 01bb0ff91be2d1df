package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import java.util.Map;

/**
 * The place where events become frames: plain state, driven from outside, one thread.
 *
 * <p>Per tick: {@link #open} starts to wait for the contributors, {@link #contribute} takes their
 * answers, {@link #seal} closes the frame. Events may come in at any time between.
 */
public final class FrameAggregator {

  /** What became of an event that was offered. */
  public enum Intake {
    /** It is in the open frame. */
    ACCEPTED,
    /** The tick's limit was reached and the event neither folds into another nor holds text. */
    OVERFLOW
  }

  private final int maxEventsPerTick;
  private final FrameBuilder frame = new FrameBuilder();
  private final Contributors contributors = new Contributors();
  private FrameTap tap = FrameTap.NONE;
  private FrameTick tick;
  private boolean collecting;
  private long overflowed;
  private long overflowedTotal;

  /**
   * An aggregator without contributors.
   *
   * @param maxEventsPerTick how many events a tick takes without conditions
   */
  public FrameAggregator(int maxEventsPerTick) {
    this.maxEventsPerTick = maxEventsPerTick;
    this.tick = new FrameTick(-1, 0, 0);
  }

  /** Tells someone of all that comes from now on. */
  void tap(FrameTap newTap) {
    tap = newTap;
  }

  /** Takes an event into the open frame: text always, state while there is a slot for it. */
  public Intake offer(Event event) {
    tap.published(event);
    return take(event);
  }

  private Intake take(Event event) {
    if (frame.added() >= maxEventsPerTick
        && !Frame.isText(event.eventType())
        && !frame.folds(event)
        && !hasSlotFor(event)) {
      overflowed++;
      return Intake.OVERFLOW;
    }
    frame.add(event);
    return Intake.ACCEPTED;
  }

  /** Takes a warning of the bridge's own, however full the frame is. */
  void warn(Event warning) {
    tap.warned(warning);
    frame.add(warning);
  }

  /** No burst of others may cost a state its sums. */
  private boolean hasSlotFor(Event event) {
    return event.eventType().slotKeyOf(event) != null && frame.slots() < maxEventsPerTick;
  }

  /** From the next tick on, frames wait for this contributor. */
  public void join(String contributor) {
    contributors.join(contributor);
  }

  /** Frames no longer wait for this contributor. */
  public void leave(String contributor) {
    contributors.leave(contributor);
  }

  /**
   * Begins a frame.
   *
   * @throws IllegalStateException if the one before was not sealed
   */
  public void open(FrameTick newTick) {
    if (collecting) {
      throw new IllegalStateException("frame " + tick.frameNumber() + " is still open");
    }
    tap.opened(newTick);
    tick = newTick;
    collecting = true;
    contributors.await();
  }

  /**
   * Takes a contributor's answer. One to an earlier tick is late: its events join the open frame.
   *
   * @return how many of its events the tick's limit refused
   */
  public int contribute(Contribution contribution) {
    tap.contributed(contribution);
    int refused = 0;
    for (Event event : contribution.events()) {
      if (take(event) == Intake.OVERFLOW) {
        refused++;
      }
    }
    if (isOpen(contribution.frameNumber())) {
      contributors.answered(contribution.contributor());
    } else {
      contributors.answeredLate(contribution.contributor());
    }
    return refused;
  }

  /** Whether a frame is the open one. */
  boolean isOpen(long frameNumber) {
    return collecting && frameNumber == tick.frameNumber();
  }

  /** Whether a frame is open and nobody is waited for. */
  public boolean readyToSeal() {
    return collecting && contributors.allAnswered();
  }

  /**
   * Closes the open frame.
   *
   * @throws IllegalStateException if none is open
   */
  public Frame seal() {
    if (!collecting) {
      throw new IllegalStateException("no frame is open");
    }
    collecting = false;
    contributors.giveUp();
    if (overflowed > 0) {
      overflowedTotal += overflowed;
      frame.add(overflowWarning());
      overflowed = 0;
    }
    Frame sealed = frame.sealAt(tick);
    tap.sealed(sealed);
    return sealed;
  }

  /** How many contributions came after their frame was sealed, since the start. */
  public long lateContributions() {
    return contributors.lateContributions();
  }

  /** How many events the limit refused, since the start; each was told in a frame. */
  public long overflowedEvents() {
    return overflowedTotal;
  }

  private Event overflowWarning() {
    return EventCatalog.error(
        Severity.WARNING,
        "INTAKE_OVERFLOW",
        overflowed + " events were refused: a frame takes " + maxEventsPerTick + " events",
        "websocket",
        Map.of("refused", overflowed),
        true);
  }
}
