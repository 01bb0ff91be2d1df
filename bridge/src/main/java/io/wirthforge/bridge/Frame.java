package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventType;
import io.wirthforge.schemas.MergePolicy;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that happened in a range of ticks: an immutable value with an associative merge.
 *
 * <p>A client that applies the merge of some frames ends in the state of one that applied each of
 * them in turn. Events stand in the order of their types' ranks, those of equal rank in the order
 * of their first appearance.
 *
 * @param fromFrame the first tick it stands for
 * @param frameNumber the last tick it stands for; equal to {@code fromFrame} unless merged
 * @param timestampMs the time of the last tick, in milliseconds since the epoch
 * @param coalesced how many events were merged away
 * @param reset whether it replaces a client's state instead of adding to it
 * @param events what happened
 */
public record Frame(
    long fromFrame,
    long frameNumber,
    long timestampMs,
    long coalesced,
    boolean reset,
    List<Event> events) {

  /** Checks the range and takes a copy of the events. */
  public Frame {
    if (fromFrame < 0 || frameNumber < fromFrame) {
      throw new IllegalArgumentException(
          "a frame's range must rise from 0 or more: " + fromFrame + ".." + frameNumber);
    }
    events = List.copyOf(events);
  }

  /**
   * This frame and a later one as one.
   *
   * @param later starts after this frame ends; a frame that resets replaces all before it
   * @throws IllegalArgumentException if the later frame is not later
   */
  public Frame merge(Frame later) {
    return mergeAll(List.of(this, later));
  }

  /**
   * Frames in a row as one; the same as merging them in any grouping.
   *
   * @param frames at least one, each starting after the one before it ends
   * @throws IllegalArgumentException if there is none, or they are out of order
   */
  public static Frame mergeAll(Collection<Frame> frames) {
    if (frames.size() == 1) {
      return frames.iterator().next();
    }
    FrameBuilder builder = new FrameBuilder();
    Frame first = null;
    Frame last = null;
    for (Frame frame : frames) {
      if (last != null && frame.fromFrame <= last.frameNumber) {
        throw new IllegalArgumentException(
            "frame " + frame.fromFrame + " does not come after frame " + last.frameNumber);
      }
      if (first == null || frame.reset) {
        builder = new FrameBuilder();
        first = frame;
      }
      builder.addAll(frame);
      last = frame;
    }
    if (first == null) {
      throw new IllegalArgumentException("no frame to merge");
    }
    return builder.buildRange(first.fromFrame, last.frameNumber, last.timestampMs, first.reset);
  }

  /** The same events for a range that begins earlier or later. */
  Frame from(long newFromFrame) {
    return newFromFrame == fromFrame
        ? this
        : new Frame(newFromFrame, frameNumber, timestampMs, coalesced, reset, events);
  }

  /** The same frame with some of its events. */
  Frame only(Predicate<Event> wanted) {
    List<Event> some = events.stream().filter(wanted).toList();
    return new Frame(fromFrame, frameNumber, timestampMs, coalesced, reset, some);
  }

  /** Whether nothing happened. */
  public boolean isEmpty() {
    return events.isEmpty();
  }

  /** The memory its events hold, in bytes; an estimate, made without encoding. */
  long bytes() {
    long bytes = 0;
    for (Event event : events) {
      bytes += event.eventType().weightOf(event);
    }
    return bytes;
  }

  /**
   * The bytes of this frame that no merge makes fewer: text and events that are all kept. An
   * estimate, made without encoding.
   */
  public long losslessBytes() {
    long bytes = 0;
    for (Event event : events) {
      if (isLossless(event.eventType())) {
        bytes += event.eventType().weightOf(event);
      }
    }
    return bytes;
  }

  /** Whether merging events of a type makes them no fewer, or no shorter. */
  static boolean isLossless(EventType<?> type) {
    return type.mergePolicy() instanceof MergePolicy.KeepAll || isText(type);
  }

  /** Whether events of a type add up, as text does. */
  static boolean isText(EventType<?> type) {
    return type.mergePolicy() instanceof MergePolicy.Conflate<?> conflate && conflate.grows();
  }
}
