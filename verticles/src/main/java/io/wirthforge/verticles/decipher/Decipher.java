package io.wirthforge.verticles.decipher;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.model.TokenChunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What turns tokens into energy: takes chunks as they arrive, and answers each tick with the
 * frame's energy and text. One thread; time comes in.
 */
public final class Decipher {

  private record Key(String sessionId, String modelId) {}

  private static final long FORGET_NANOS = 60_000_000_000L;
  private static final int MAX_REMEMBERED = 64;
  private static final long MAX_AGE_NANOS = 10_000_000_000L;
  private static final double FRAME_NANOS = 1e9 / 60;

  private final DecipherOptions options;
  private final LongSupplier workClock;
  private final ModelBook models;
  private final Map<Key, SessionText> sessions = new LinkedHashMap<>();
  private final OverrunReport overruns = new OverrunReport();
  private String defaultModel;
  private boolean ticked;
  private long frameStartNanos;
  private long workNanos;
  private long lastWorkNanos;

  /**
   * A Decipher that knows one model.
   *
   * @param defaultModel the slug of the model that is shown while none is active
   * @param workClock measures how long the work takes, in nanoseconds
   */
  public Decipher(DecipherOptions options, String defaultModel, LongSupplier workClock) {
    this.options = options;
    this.workClock = workClock;
    this.models = new ModelBook(options);
    this.defaultModel = defaultModel;
  }

  /** Another model is shown while none is active. */
  public void defaultModel(String modelId) {
    defaultModel = modelId;
  }

  /** A prompt went to a model. */
  public void prompted(String sessionId, String modelId, long nowNanos) {
    models.wake(modelId); // Told from its first frame on, tokens or not.
    sessions
        .computeIfAbsent(
            new Key(sessionId, modelId),
            key -> new SessionText(sessionId, modelId, new Flow(options.curve(), options.limits())))
        .flow()
        .prompted(nowNanos);
  }

  /**
   * A chunk arrived. One of a session without a prompt, one after its session's end, and one that
   * comes a second time are left out.
   *
   * @return the energy of its tokens; null if it was not taken
   */
  public @Nullable TokenEnergy arrived(TokenChunk chunk, long nowNanos) {
    SessionText session = sessions.get(new Key(chunk.sessionId(), chunk.modelId()));
    if (session == null || !session.accepts(chunk)) {
      return null;
    }
    long startNanos = workClock.getAsLong();
    ModelEnergy model = models.wake(chunk.modelId());
    long arrivalNanos = credible(chunk.arrivalNanos(), nowNanos);
    double units = model.take(chunk, arrivalNanos, placeInFrame(arrivalNanos));
    session.take(chunk, model.lastTokenNanos(), units);
    long took = workClock.getAsLong() - startNanos;
    model.worked(took);
    workNanos += took;
    return new TokenEnergy(chunk.modelId(), model.lastTokenNanos(), chunk.tokens(), units);
  }

  /** A session's text is complete, for whatever reason. */
  public void ended(String sessionId, String modelId, long nowNanos) {
    SessionText session = sessions.get(new Key(sessionId, modelId));
    if (session != null) {
      session.end(nowNanos);
    }
  }

  /**
   * The frame's events: an {@code energy_update} per active model, or for the default one; {@code
   * energy_field} where it changed; {@code token_stream} where there is text.
   *
   * @param detailed whether there is time for the points of fields; totals and text never wait
   */
  public List<Event> tick(long frameNumber, long nowNanos, boolean detailed) {
    long now = ticked && nowNanos - frameStartNanos < 0 ? frameStartNanos : nowNanos;
    long startNanos = workClock.getAsLong();
    List<Event> events = new ArrayList<>();
    reportWork(now, events);
    Set<String> shown = shownModels();
    shown.forEach(models::wake);
    for (ModelEnergy model : models.awake()) {
      close(model, shown.contains(model.modelId()), frameNumber, now, detailed, events);
    }
    for (SessionText session : sessions.values()) {
      if (session.isOpen()) {
        session.flow().tick(now, models.wake(session.modelId()).energy());
      }
      session.tell(events);
    }
    models.rest(shown);
    forget(now);
    ticked = true;
    frameStartNanos = now;
    workNanos += workClock.getAsLong() - startNanos;
    return events;
  }

  /** Where every session stands. */
  public List<SessionStatus> status(long nowNanos) {
    List<SessionStatus> all = new ArrayList<>();
    sessions.values().forEach(session -> all.add(statusOf(session, nowNanos)));
    return all;
  }

  /** How long the work of the frame before the newest tick took, in nanoseconds. */
  public long lastWorkNanos() {
    return lastWorkNanos;
  }

  /** How many models are remembered. */
  public int models() {
    return models.size();
  }

  private void reportWork(long nowNanos, List<Event> events) {
    Event overrun = overruns.note(ModelEnergy.roundedDownMs(workNanos), nowNanos);
    if (overrun != null) {
      events.add(overrun);
    }
    lastWorkNanos = workNanos;
    workNanos = 0;
  }

  private static void close(
      ModelEnergy model,
      boolean shown,
      long frameNumber,
      long nowNanos,
      boolean detailed,
      List<Event> events) {
    model.closeFrame(frameNumber, nowNanos);
    if (shown || model.hasUntold()) {
      events.add(model.update(frameNumber));
    }
    EnergyField field = model.field(frameNumber, nowNanos, detailed);
    if (field != null) {
      events.add(field);
    }
  }

  private Set<String> shownModels() {
    Set<String> shown = new LinkedHashSet<>();
    for (SessionText session : sessions.values()) {
      if (session.isOpen()) {
        shown.add(session.modelId());
      }
    }
    if (shown.isEmpty()) {
      shown.add(defaultModel);
    }
    return shown;
  }

  /** An arrival that lies ahead of now, or far behind, would hold up all after it. */
  private static long credible(long arrivalNanos, long nowNanos) {
    long age = nowNanos - arrivalNanos;
    return age < 0 ? nowNanos : age > MAX_AGE_NANOS ? nowNanos - MAX_AGE_NANOS : arrivalNanos;
  }

  private double placeInFrame(long arrivalNanos) {
    double place = ticked ? (arrivalNanos - frameStartNanos) / FRAME_NANOS : 0;
    return Math.max(0, Math.min(1, place));
  }

  /** Of the sessions that ended, the newest are remembered, for a minute at most. */
  private void forget(long nowNanos) {
    int ended = 0;
    for (SessionText session : sessions.values()) {
      ended += session.isOpen() ? 0 : 1;
    }
    if (ended == 0) {
      return;
    }
    int[] tooMany = {ended - MAX_REMEMBERED};
    sessions
        .values()
        .removeIf(session -> !session.isOpen() && (tooMany[0]-- > 0 || isOver(session, nowNanos)));
  }

  private static boolean isOver(SessionText session, long nowNanos) {
    return session.flow().nanosInState(nowNanos) > FORGET_NANOS;
  }

  private SessionStatus statusOf(SessionText session, long nowNanos) {
    ModelEnergy model = models.wake(session.modelId());
    return new SessionStatus(
        session.sessionId(),
        session.modelId(),
        session.flow().state(),
        (nowNanos - session.flow().lastTokenNanos()) / 1e6,
        model.tokensPerSecond(nowNanos),
        model.certainty(),
        model.energy(),
        session.units(),
        session.generated());
  }
}
