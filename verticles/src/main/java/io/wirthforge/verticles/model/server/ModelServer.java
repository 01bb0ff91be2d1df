package io.wirthforge.verticles.model.server;

import io.vertx.core.Vertx;
import io.wirthforge.verticles.model.ModelSlugs;
import io.wirthforge.verticles.model.TokenSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model server that was found or is looked for: where it stands, by what looks at it found. */
public final class ModelServer {

  private static final int FAILURES_OF_A_LOSS = 2;

  private enum State {
    READY,
    LOADING,
    LOST
  }

  private final ServerPlan.Candidate candidate;
  private final ModelSlugs slugs;
  private final ServerTimeouts timeouts;
  private State state = State.LOST;
  private @Nullable Dialect dialect;
  private @Nullable ServerModels models;
  private String lostWords = "was not looked at yet";
  private boolean isCertain;
  private int failures;

  ModelServer(ServerPlan.Candidate candidate, ModelSlugs slugs, ServerTimeouts timeouts) {
    this.candidate = candidate;
    this.slugs = slugs;
    this.timeouts = timeouts;
  }

  ServerPlan.Candidate candidate() {
    return candidate;
  }

  /** Its address, which tells it from others. */
  public String url() {
    return candidate.url().toString();
  }

  /** Whether its models are written with unless another is asked for. */
  public boolean isMain() {
    return candidate.isMain();
  }

  /** Whether it was ever found with models. */
  public boolean isKnown() {
    return models != null;
  }

  /** Whether it can write now. */
  public boolean isReady() {
    return state == State.READY;
  }

  /** Whether it is there, but has no model yet. */
  public boolean isLoading() {
    return state == State.LOADING;
  }

  /** Whether nothing was there that could become a server by waiting. */
  boolean isGone() {
    return state == State.LOST && isCertain;
  }

  /** Why it can't write. */
  public String lostWords() {
    return state == State.LOADING ? "is loading its model" : lostWords;
  }

  /** Its models; null before it was found. */
  public @Nullable ServerModels models() {
    return models;
  }

  /** What lets it write, on the calling event loop. Only once it is known. */
  public TokenSource source(Vertx vertx) {
    if (dialect == null || models == null) {
      throw new IllegalStateException("no server was found at " + url());
    }
    return new ServerSource(vertx, candidate.url(), dialect, models, timeouts);
  }

  /** Takes what a look found. */
  Change seen(Sighting sighting) {
    if (sighting instanceof Sighting.Found found) {
      return found(found);
    }
    if (sighting instanceof Sighting.Absent absent) {
      return absent(absent);
    }
    boolean wasReady = state == State.READY;
    become(State.LOADING);
    return wasReady ? new Change(Change.Kind.LOST, "is loading its model") : Change.NONE;
  }

  private Change found(Sighting.Found found) {
    failures = 0;
    if (dialect != null && !dialect.source().equals(found.dialect().source())) {
      return absent(new Sighting.Absent("speaks otherwise than before", true));
    }
    boolean isNew = models == null;
    ServerModels known = models == null ? meet(found.dialect()) : models;
    List<String> before = known.slugs();
    Map<String, String> names = new LinkedHashMap<>();
    found.names().forEach(name -> names.put(slugs.slugOf(name, url()), name));
    known.list(names);
    State was = state;
    become(State.READY);
    return switch (was) {
      case READY -> before.equals(known.slugs()) ? Change.NONE : new Change(Change.Kind.LISTED, "");
      case LOADING -> new Change(Change.Kind.LOADED, "has loaded its model");
      case LOST -> new Change(Change.Kind.RECOVERED, isNew ? "is there now" : "is there again");
    };
  }

  private ServerModels meet(Dialect found) {
    dialect = found;
    ServerModels made = new ServerModels(found.source(), found.title() + " at " + url());
    models = made;
    return made;
  }

  private Change absent(Sighting.Absent absent) {
    lostWords = absent.words();
    isCertain = absent.isCertain();
    boolean mayBeBusy = !absent.isCertain() && ++failures < FAILURES_OF_A_LOSS;
    if (state == State.LOST || mayBeBusy) {
      return Change.NONE;
    }
    become(State.LOST);
    return new Change(Change.Kind.LOST, absent.words());
  }

  private void become(State next) {
    state = next;
    if (models != null) {
      models.state(next.name().toLowerCase(Locale.ROOT));
    }
  }
}
