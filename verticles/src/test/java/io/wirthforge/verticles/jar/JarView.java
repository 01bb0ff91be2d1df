package io.wirthforge.verticles.jar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a client knows over all its connections. Keeps nothing of a text that is over but whether it
 * was the right one, so that it may listen for long.
 */
final class JarView {

  private static final int REMEMBERED = 5000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String right;
  private final Map<String, StringBuilder> texts = new HashMap<>();
  private final Set<String> over = new LinkedHashSet<>();
  private final Map<String, Integer> rewards = new HashMap<>();
  private final List<Long> frames = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private String epoch = "";
  private long position = -1;
  private long resets;
  private long resumes;
  private long whole;
  private long unsaid;

  /**
   * A view that knows nothing.
   *
   * @param right what every text has to be, once it is complete
   */
  JarView(String right) {
    this.right = right;
  }

  /** Events mode has no resume: a new connection begins anew. */
  synchronized void connecting(boolean inFrames) {
    if (!inFrames) {
      texts.clear();
    }
  }

  synchronized void apply(JsonNode message) {
    switch (message.get("type").asText()) {
      case "welcome" -> resumes += message.get("resumed").asBoolean() ? 1 : 0;
      case "frame" -> frame(message);
      default -> event(message);
    }
  }

  private void frame(JsonNode frame) {
    long from = frame.get("fromFrame").asLong();
    if (frame.path("reset").asBoolean()) {
      texts.clear();
      resets++;
    } else if (from != position + 1) {
      wrong.add("a gap from " + position + " to " + from);
    }
    epoch = frame.get("epoch").asText();
    position = frame.get("frameNumber").asLong();
    frame.get("events").forEach(this::event);
  }

  private void event(JsonNode event) {
    JsonNode payload = event.get("payload");
    switch (event.get("type").asText()) {
      case "token_stream" -> text(payload);
      case "energy_update" -> {
        long frame = event.get("frameNumber").asLong();
        if (frames.isEmpty() || frames.get(frames.size() - 1) != frame) {
          frames.add(frame);
        }
        if (frames.size() > REMEMBERED) {
          frames.remove(0);
        }
      }
      case "reward_event" -> rewards.merge(payload.get("title").asText(), 1, Integer::sum);
      default -> {} // Nothing to add up.
    }
  }

  private void text(JsonNode payload) {
    String session = payload.get("sessionId").asText();
    StringBuilder text = texts.computeIfAbsent(session, key -> new StringBuilder());
    payload.get("tokens").forEach(token -> text.append(token.asText()));
    if (!right.startsWith(text.toString())) {
      wrong.add(session + " is wrong at " + text.length());
    }
    if (payload.get("isComplete").asBoolean()) {
      if (over.add(session)) {
        whole++;
        if (!right.contentEquals(text)) {
          wrong.add(session + " ended after " + text.length() + " of " + right.length());
        }
      }
      texts.remove(session);
      if (over.size() > REMEMBERED) {
        over.remove(over.iterator().next());
      }
    }
  }

  /** The query that asks for what was missed. */
  synchronized String resumeQuery() {
    return position < 0 ? "" : "?resume=" + epoch + ":" + position;
  }

  synchronized String epoch() {
    return epoch;
  }

  /** How many texts were complete and right. */
  synchronized long whole() {
    return whole;
  }

  /** What was lost, doubled or missing, in words. */
  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  synchronized long resets() {
    return resets;
  }

  synchronized long resumes() {
    return resumes;
  }

  synchronized Map<String, Integer> rewards() {
    return Map.copyOf(rewards);
  }

  /** The numbers of the newest frames that told of energy. */
  synchronized List<Long> frames() {
    return List.copyOf(frames);
  }

  synchronized void unsaid() {
    unsaid++;
  }

  synchronized boolean isWriting() {
    return !texts.isEmpty();
  }

  /** Waits until something is so. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain for " + what);
      }
      pass(5);
    }
  }

  /** Lets time pass. */
  static void pass(long ms) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() - until < 0) {
      java.util.concurrent.locks.LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
