package io.wirthforge.verticles.council;

import io.wirthforge.schemas.Event;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * What compares the streams of several models, two by two: takes tokens as they arrive, and answers
 * each tick with the patterns it found. One thread; time comes in.
 */
public final class Council {

  private final CouncilOptions options;
  private final FrameTimes times = new FrameTimes();
  private final TreeMap<String, Stream> streams = new TreeMap<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** A council that has heard nobody yet. */
  public Council(CouncilOptions options) {
    this.options = options;
  }

  /**
   * Tokens of a model arrived.
   *
   * @param arrivalNanos on the monotonic clock
   * @param tokens how many, 1 or more
   * @param units their energy, in energy units
   */
  public void tokens(String modelId, long arrivalNanos, int tokens, double units) {
    Stream stream = streams.get(modelId);
    if (stream == null) {
      if (streams.size() >= options.maxModels() && !makeRoom()) {
        return;
      }
      stream = new Stream(modelId, options, times.newest());
      pairUp(stream);
    }
    stream.token(arrivalNanos, tokens, units, times);
  }

  /**
   * Ends a frame.
   *
   * @param patterns whether there is time to look for patterns; without, the series go on alone
   * @return the patterns that are to be told, possibly none
   */
  public List<Event> tick(long frame, long nowNanos, boolean patterns) {
    int frames = times.tick(frame, nowNanos);
    if (frames < 0) {
      return startAnew(frame);
    }
    if (frames == 0) {
      return List.of();
    }
    streams.values().forEach(stream -> stream.close(frame, frames));
    if (!patterns || streams.isEmpty()) {
      return List.of();
    }
    List<Event> events = new ArrayList<>();
    pairs.forEach(pair -> pair.tick(frame, events));
    forget(frame); // Not before the end of its patterns was told.
    return events;
  }

  /** How many streams are being followed. */
  public int streams() {
    return streams.size();
  }

  /** After a standstill nothing is comparable to what was before. */
  private List<Event> startAnew(long frame) {
    List<Event> events = new ArrayList<>();
    pairs.forEach(pair -> pair.end(frame, events));
    streams.clear();
    pairs.clear();
    return events;
  }

  /** Forgets the stream that has been silent for longest, if there is one that is. */
  private boolean makeRoom() {
    Stream oldest = null;
    for (Stream stream : streams.values()) {
      if (stream.isSilent(times.newest())
          && (oldest == null || stream.lastTokenFrame() < oldest.lastTokenFrame())) {
        oldest = stream;
      }
    }
    if (oldest != null) {
      streams.remove(oldest.modelId());
      unpair(oldest);
    }
    return oldest != null;
  }

  private void unpair(Stream stream) {
    pairs.removeIf(pair -> pair.holds(stream));
  }

  private void pairUp(Stream stream) {
    for (Stream other : streams.values()) {
      boolean inOrder = other.modelId().compareTo(stream.modelId()) < 0;
      pairs.add(inOrder ? new Pair(options, other, stream) : new Pair(options, stream, other));
    }
    streams.put(stream.modelId(), stream);
  }

  private void forget(long frame) {
    Iterator<Stream> each = streams.values().iterator();
    while (each.hasNext()) {
      Stream stream = each.next();
      if (stream.isOver(frame)) {
        each.remove();
        unpair(stream);
      }
    }
  }
}
