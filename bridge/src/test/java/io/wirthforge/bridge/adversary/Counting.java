package io.wirthforge.bridge.adversary;

import io.vertx.core.Vertx;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.bridge.FrameTick;
import io.wirthforge.schemas.Event;
import java.util.List;

/**
 * A source that counts aloud, one number a tick, until it is told to finish: whoever has its text
 * can see whether it is whole.
 */
final class Counting {

  static final String MODEL = "counter";

  private final String session;
  private final FrameContributor contributor;
  private long next;
  private boolean finishing;
  private boolean finished;

  private Counting(Vertx vertx, FrameBridgeOptions options, String session) {
    this.session = session;
    this.contributor =
        FrameContributor.join(vertx, options.addresses(), "counting " + session, this::count);
  }

  /** Begins to count. */
  static Counting begin(Vertx vertx, FrameBridgeOptions options, String session) {
    return new Counting(vertx, options, session);
  }

  private synchronized List<Event> count(FrameTick tick) {
    if (finished) {
      return List.of();
    }
    finished = finishing;
    return List.of(Story.text(session, MODEL, List.of(next++ + " "), finished));
  }

  synchronized void finish() {
    finishing = true;
  }

  synchronized long counted() {
    return next;
  }

  void leave() {
    contributor.leave();
  }

  /** How far a text counts; -1 for one with a gap, or with something twice. */
  static long countedIn(String text) {
    long expected = 0;
    for (String number : text.isEmpty() ? new String[0] : text.split(" ")) {
      if (!number.equals(Long.toString(expected))) {
        return -1;
      }
      expected++;
    }
    return expected;
  }

  /** How far a client has heard a session count; fails where its text is not whole. */
  static long heardBy(View view, String session) {
    String text = view.texts().getOrDefault(Story.key(session, MODEL), "");
    long counted = countedIn(text);
    if (counted < 0) {
      throw new AssertionError("the text of " + session + " is not whole: " + text);
    }
    return counted;
  }
}
