package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.schemas.StartupComplete;
import io.wirthforge.schemas.StartupComplete.Capability;
import io.wirthforge.schemas.StartupComplete.Tier;
import io.wirthforge.verticles.config.AppConfig;
import io.wirthforge.verticles.config.RewardConfig;
import io.wirthforge.verticles.reward.ProfileFile;
import io.wirthforge.verticles.reward.RewardVerticle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands between the model and the frames: Decipher, then the council, then the rewards. */
final class EngineVerticles {

  private final AppConfig config;
  private final FrameBridgeOptions options;
  private final AppMetrics metrics;

  EngineVerticles(AppConfig config, FrameBridgeOptions options, AppMetrics metrics) {
    this.config = config;
    this.options = options;
    this.metrics = metrics;
  }

  /** Starts them beside the clock, each after the one it listens to. */
  Future<?> deploy(InStep frames, String defaultModel) {
    return frames
        .add(new DecipherVerticle(options, config.decipher(), metrics, defaultModel))
        .compose(done -> deployCouncil(frames))
        .compose(done -> deployRewards(frames));
  }

  /** What {@code startup_complete} says. */
  StartupComplete.Payload startup(String modelId) {
    List<Capability> capabilities = new ArrayList<>();
    if (config.isCouncilEnabled()) {
      capabilities.add(Capability.COUNCIL);
    }
    capabilities.add(Capability.VISUALIZATION);
    Tier set = config.tier();
    return new StartupComplete.Payload(
        modelId, set == null ? Tiers.detect() : set, AppVersion.CURRENT, 60, capabilities);
  }

  private Future<?> deployCouncil(InStep frames) {
    return config.isCouncilEnabled()
        ? frames.add(new CouncilVerticle(options, config.council(), metrics))
        : Future.succeededFuture();
  }

  private Future<?> deployRewards(InStep frames) {
    RewardConfig rewards = config.rewards();
    if (!rewards.enabled()) {
      return Future.succeededFuture();
    }
    Path path = rewards.file();
    ProfileFile file = path == null ? null : new ProfileFile(path);
    return frames.add(new RewardVerticle(options.addresses(), metrics.registry(), file));
  }
}
