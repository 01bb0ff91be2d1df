package io.wirthforge.verticles.decipher;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import io.wirthforge.schemas.TokenStream;
import io.wirthforge.verticles.model.TokenChunk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What turns tokens into energy: takes chunks as they arrive, and answers each tick with the
 * frame's energy and text. One thread; time comes in.
 */
public final class Decipher {

  private static final long FORGET_NANOS = 60_000_000_000L;
  private static final int MAX_REMEMBERED = 64;

  private record Key(String sessionId, String modelId) {}

  private final EnergyCurve curve;
  private final ModelFactors factors;
  private final LongSupplier workClock;
  private final Map<String, ModelEnergy> models = new LinkedHashMap<>();
  private final Map<Key, SessionText> sessions = new LinkedHashMap<>();
  private String defaultModel;

  /**
   * A Decipher that knows one model.
   *
   * @param defaultModel the slug of the model that is shown while none is active
   * @param workClock measures how long the work takes, in nanoseconds
   */
  public Decipher(
      EnergyCurve curve, ModelFactors factors, String defaultModel, LongSupplier workClock) {
    this.curve = curve;
    this.workClock = workClock;
    this.factors = factors;
    this.defaultModel = defaultModel;
  }

  /** Another model is shown while none is active. */
  public void defaultModel(String modelId) {
    defaultModel = modelId;
  }

  /** A prompt went to a model. */
  public void prompted(String sessionId, String modelId, long nowNanos) {
    model(modelId); // Told from its first frame on, tokens or not.
    session(sessionId, modelId).flow().prompted(nowNanos);
  }

  /**
   * A chunk arrived. One of a session without a prompt, one after its session's end, and one that
   * comes a second time are left out.
   *
   * @return whether it was taken
   */
  public boolean arrived(TokenChunk chunk) {
    SessionText session = sessions.get(new Key(chunk.sessionId(), chunk.modelId()));
    if (session == null || !session.accepts(chunk)) {
      return false;
    }
    session.take(chunk, model(chunk.modelId()).take(chunk));
    return true;
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
   */
  public List<Event> tick(long frameNumber, long nowNanos) {
    model(defaultModel);
    List<Event> events = new ArrayList<>();
    models.forEach((id, model) -> close(id, model, frameNumber, nowNanos, events));
    for (SessionText session : sessions.values()) {
      session.flow().tick(nowNanos, model(session.modelId()).energy());
      TokenStream text = session.tell();
      if (text != null) {
        events.add(text);
      }
    }
    forget(nowNanos);
    return events;
  }

  /** Where every session stands. */
  public List<SessionStatus> status(long nowNanos) {
    List<SessionStatus> all = new ArrayList<>();
    sessions.values().forEach(session -> all.add(statusOf(session, nowNanos)));
    return all;
  }

  private void close(
      String id, ModelEnergy model, long frameNumber, long nowNanos, List<Event> events) {
    boolean shown = isActive(id) || (id.equals(defaultModel) && !isAnyActive());
    model.closeFrame(frameNumber, nowNanos);
    if (model.workMs() > EnergyUpdate.MAX_PROCESSING_TIME_MS) {
      events.add(overrun(id, model.workMs()));
    }
    if (shown || model.hasUntold()) {
      events.add(model.update(frameNumber, nowNanos));
    }
    EnergyField field = model.field(frameNumber, nowNanos);
    if (field != null) {
      events.add(field);
    }
  }

  /** The wire shows at most a frame's time; what was above is told in full. */
  private static Event overrun(String modelId, double workMs) {
    return EventCatalog.error(
        Severity.WARNING,
        "FRAME_OVERRUN",
        "the energy of " + modelId + " took longer to compute than a frame lasts",
        "decipher",
        Map.of("modelId", modelId, "processingTimeMs", workMs),
        true);
  }

  private boolean isActive(String modelId) {
    return sessions.values().stream()
        .anyMatch(session -> session.isOpen() && session.modelId().equals(modelId));
  }

  private boolean isAnyActive() {
    return sessions.values().stream().anyMatch(SessionText::isOpen);
  }

  /** Of the sessions that ended, the newest are remembered, for a minute at most. */
  private void forget(long nowNanos) {
    long ended = sessions.values().stream().filter(session -> !session.isOpen()).count();
    Iterator<SessionText> oldestFirst = sessions.values().iterator();
    while (oldestFirst.hasNext()) {
      SessionText session = oldestFirst.next();
      if (!session.isOpen() && ended-- > MAX_REMEMBERED || isOver(session, nowNanos)) {
        oldestFirst.remove();
      }
    }
  }

  private static boolean isOver(SessionText session, long nowNanos) {
    return !session.isOpen() && session.flow().nanosInState(nowNanos) > FORGET_NANOS;
  }

  private SessionStatus statusOf(SessionText session, long nowNanos) {
    ModelEnergy model = model(session.modelId());
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

  private ModelEnergy model(String modelId) {
    return models.computeIfAbsent(
        modelId, id -> new ModelEnergy(curve, id, factors.factorOf(id), workClock));
  }

  private SessionText session(String sessionId, String modelId) {
    return sessions.computeIfAbsent(
        new Key(sessionId, modelId), key -> new SessionText(sessionId, modelId, new Flow(curve)));
  }
}
