package io.wirthforge.verticles.reward;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.wirthforge.bridge.Addresses;
import io.wirthforge.bridge.Frame;
import io.wirthforge.bridge.SealedFrame;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verticle that watches the frames for what was reached, publishes it on {@code reward}, and
 * keeps the profile.
 */
public final class RewardVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.rewards");
  private static final int SAVE_FRAMES = 3600;

  private final Addresses addresses;
  private final MeterRegistry registry;
  private final @Nullable ProfileFile file;
  private Rewards rewards = new Rewards(Profile.EMPTY);
  private Profile saved = Profile.EMPTY;
  private Future<Profile> saving = Future.succeededFuture(Profile.EMPTY);
  private boolean writable = true;
  private int framesSinceSave;
  private @Nullable Event notice;
  private long saidAt;
  private @Nullable MessageConsumer<SealedFrame> frames;

  /**
   * A verticle that has given nothing yet.
   *
   * @param file where the profile is kept; null to keep it in memory alone
   */
  public RewardVerticle(Addresses addresses, MeterRegistry registry, @Nullable ProfileFile file) {
    this.addresses = addresses;
    this.registry = registry;
    this.file = file;
  }

  @Override
  public Future<?> start() {
    return load()
        .onSuccess(
            done ->
                frames =
                    vertx
                        .eventBus()
                        .localConsumer(
                            addresses.sealed(),
                            (Message<SealedFrame> m) -> take(m.body().frame())));
  }

  @Override
  public Future<?> stop() {
    if (frames != null) {
      frames.unregister();
    }
    return save();
  }

  private Future<?> load() {
    ProfileFile from = file;
    if (from == null) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(from::load)
        .map(this::begin)
        .otherwise(
            failure -> {
              writable = false;
              warn("REWARDS_UNREADABLE", "the rewards file can't be read, so it is left alone");
              LOG.warn("{} can't be read: {}", from.path(), failure.toString());
              return null;
            });
  }

  private @Nullable Void begin(ProfileFile.Loaded loaded) {
    rewards = new Rewards(loaded.profile());
    saved = loaded.profile();
    if (loaded.keptAside() != null) {
      LOG.warn("the rewards file made no sense; it is kept as {}", loaded.keptAside());
      warn(
          "REWARDS_CORRUPT",
          "the rewards file made no sense; it was kept aside, and the rewards start anew");
    }
    return null;
  }

  private void take(Frame frame) {
    List<RewardEvent> reached = rewards.take(frame.frameNumber(), frame.events());
    if (notice != null && rewards.profile().tokens() > saidAt) {
      publish("system", notice);
      notice = null;
    }
    framesSinceSave++;
    if (!reached.isEmpty()) {
      // Told once the file knows of it, so that of two servers one alone tells it.
      save().onSuccess(there -> tell(Rewards.unknownTo(there, reached)));
    } else if (framesSinceSave >= SAVE_FRAMES) {
      save();
    }
  }

  private void tell(List<RewardEvent> reached) {
    for (RewardEvent event : reached) {
      publish("reward", event);
      String type = event.payload().rewardType().name().toLowerCase(Locale.ROOT);
      registry.counter("wirthforge.rewards", "type", type).increment();
    }
  }

  /** Brings the file up to date; succeeds with what others wrote there, whatever happens. */
  private Future<Profile> save() {
    Profile profile = rewards.profile();
    ProfileFile to = file;
    framesSinceSave = 0;
    if (to == null || !writable || profile.equals(saved)) {
      return saving.map(Profile.EMPTY);
    }
    saved = profile;
    saving =
        vertx
            .executeBlocking(() -> to.save(profile))
            .onSuccess(rewards::know)
            .otherwise(failure -> notSaved(to, failure));
    return saving;
  }

  private Profile notSaved(ProfileFile to, Throwable failure) {
    if (writable) {
      writable = false; // Said once; the rewards go on in memory.
      String reason = failure instanceof IOException ? failure.toString() : failure.getMessage();
      LOG.warn("{} can't be written: {}", to.path(), reason);
      warn("REWARDS_UNWRITABLE", "the rewards file can't be written; rewards are kept in memory");
    }
    return Profile.EMPTY;
  }

  /** To be told with the next token: before, there may be nobody to read it. */
  private void warn(String code, String message) {
    saidAt = rewards.profile().tokens();
    notice = EventCatalog.error(Severity.WARNING, code, message, "orchestrator", Map.of(), true);
  }

  private void publish(String channel, Object event) {
    vertx.eventBus().publish(addresses.channel(channel), event);
  }
}
