package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.bridge.FrameTick;
import io.wirthforge.schemas.Event;
import io.wirthforge.verticles.council.Council;
import io.wirthforge.verticles.council.CouncilOptions;
import io.wirthforge.verticles.decipher.TokenEnergy;
import java.util.List;

/**
 * The verticle that drives the council: the energy of tokens in as Decipher measured it, and at
 * each tick the patterns, where there is time for them.
 */
final class CouncilVerticle extends VerticleBase {

  private final FrameBridgeOptions options;
  private final AppMetrics metrics;
  private final TickBudget budget;
  private final Council council;
  private MessageConsumer<TokenEnergy> energies;
  private FrameContributor contributor;

  CouncilVerticle(FrameBridgeOptions options, CouncilOptions constants, AppMetrics metrics) {
    this.options = options;
    this.metrics = metrics;
    this.budget = new TickBudget(options.contributionWindowMs());
    this.council = new Council(constants);
  }

  @Override
  public Future<?> start() {
    energies =
        vertx
            .eventBus()
            .localConsumer(
                AppAddresses.DECIPHER_ENERGY, (Message<TokenEnergy> m) -> arrived(m.body()));
    contributor = FrameContributor.join(vertx, options.addresses(), "council", this::contribute);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    energies.unregister();
    contributor.leave();
    return Future.succeededFuture();
  }

  private void arrived(TokenEnergy energy) {
    council.tokens(energy.modelId(), energy.arrivalNanos(), energy.tokens(), energy.units());
  }

  private List<Event> contribute(FrameTick tick) {
    boolean inTime = budget.allows(TickBudget.OptionalWork.PATTERNS, tick, System.nanoTime());
    if (!inTime) {
      metrics.skipped(TickBudget.OptionalWork.PATTERNS);
    }
    return council.tick(tick.frameNumber(), tick.nanos(), inTime);
  }
}
