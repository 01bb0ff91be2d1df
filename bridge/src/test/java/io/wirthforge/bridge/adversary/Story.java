package io.wirthforge.bridge.adversary;

import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.bridge.FrameTick;
import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.TokenStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A source that remembers what it told: three sessions of two models each, their energy, fields,
 * and now and then a reward, in each tick until it is told to finish.
 */
final class Story {

  private static final List<String> SESSIONS = List.of("s1", "s2", "s3");
  private static final List<String> MODELS = List.of("model-a", "model-b");
  private static final String[] WORDS = {
    "lightning ", "é", "漢字", "😀", "\"quoted\\\" ", "\n", "", "a", "💡 eV", "\u2028", "</script>"
  };
  private static final BigDecimal EU = new BigDecimal("0.01");
  private static final int TICKS_PER_REWARD = 7;

  private final Map<String, StringBuilder> texts = new TreeMap<>();
  private final Map<String, BigDecimal> totals = new TreeMap<>();
  private final List<String> rewards = new ArrayList<>();
  private final Random random = new Random(20_240);
  private final String padding;
  private final FrameContributor contributor;
  private boolean finishing;
  private boolean finished;
  private long ticks;

  private Story(Server server, int paddingChars) {
    this.padding = "p".repeat(paddingChars);
    this.contributor =
        FrameContributor.join(server.vertx, server.options().addresses(), "story", this::tell);
  }

  /**
   * Begins to tell.
   *
   * @param paddingChars how much longer than a word a token is
   */
  static Story begin(Server server, int paddingChars) {
    return new Story(server, paddingChars);
  }

  static String key(String session, String model) {
    return session + "/" + model;
  }

  private synchronized List<Event> tell(FrameTick tick) {
    List<Event> events = new ArrayList<>();
    if (finished) {
      return events;
    }
    ticks++;
    for (String model : MODELS) {
      int tokens = 0;
      for (String session : SESSIONS) {
        List<String> words = words();
        tokens += words.size();
        texts
            .computeIfAbsent(key(session, model), key -> new StringBuilder())
            .append(String.join("", words));
        events.add(text(session, model, words, finishing));
      }
      BigDecimal delta = EU.multiply(BigDecimal.valueOf(tokens));
      totals.merge(model, delta, BigDecimal::add);
      events.add(energy(model, totals.get(model), delta, tokens));
      events.add(field(model, random.nextDouble()));
    }
    if (ticks % TICKS_PER_REWARD == 0 || finishing) {
      rewards.add("reward " + ticks);
      events.add(reward("reward " + ticks));
    }
    finished = finishing;
    return events;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (int n = random.nextInt(3); n >= 0; n--) {
      words.add(WORDS[random.nextInt(WORDS.length)] + padding);
    }
    return words;
  }

  /** Ends all sessions, and waits until that was told. */
  void finish() {
    synchronized (this) {
      finishing = true;
    }
    Patience.until("the end of the story", this::isFinished);
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  /** Whether a client has heard the end of all sessions, and the reward behind it. */
  synchronized boolean isHeardBy(View view) {
    return finished
        && view.ended().size() == SESSIONS.size() * MODELS.size()
        && view.rewards().contains(rewards.get(rewards.size() - 1));
  }

  void leave() {
    contributor.leave();
  }

  /** All that was told so far, by session and model. */
  synchronized Map<String, String> texts() {
    Map<String, String> copy = new TreeMap<>();
    texts.forEach((key, text) -> copy.put(key, text.toString()));
    return copy;
  }

  synchronized Map<String, BigDecimal> totals() {
    return View.plain(totals);
  }

  synchronized List<String> rewards() {
    return List.copyOf(rewards);
  }

  synchronized long ticks() {
    return ticks;
  }

  static TokenStream text(String session, String model, List<String> tokens, boolean isComplete) {
    return new TokenStream(0, new TokenStream.Payload(tokens, isComplete, session, model, EU));
  }

  static EnergyUpdate energy(String model, BigDecimal total, BigDecimal delta, long tokens) {
    return new EnergyUpdate(0, 0, new EnergyUpdate.Payload(total, delta, tokens, 1.5, model, null));
  }

  static EnergyField field(String model, double intensity) {
    var point = new EnergyField.Coordinate(intensity, 0.5, 0.01);
    return new EnergyField(
        0,
        0,
        new EnergyField.Payload(EnergyField.FieldType.STREAM, intensity, List.of(point), model));
  }

  static RewardEvent reward(String title) {
    return new RewardEvent(
        0, new RewardEvent.Payload(RewardEvent.RewardType.MILESTONE, title, 10, null, null, null));
  }
}
