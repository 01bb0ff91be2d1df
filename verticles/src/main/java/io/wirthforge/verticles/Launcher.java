package io.wirthforge.verticles;

import io.vertx.core.Deployable;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.wirthforge.verticles.config.AppConfig;
import io.wirthforge.verticles.config.InvalidConfigException;
import io.wirthforge.verticles.model.server.ServerTimeouts;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program: Vert.x's own application launcher, with {@link OrchestratorVerticle} as its main
 * verticle. All flags are the launcher's; the names of {@link Commands} are tools beside it.
 */
public final class Launcher implements VertxApplicationHooks {

  private final boolean confGiven;
  private final Function<AppMetrics, MainVerticle> application;
  private AppMetrics metrics;
  private MainVerticle main;

  private Launcher(boolean confGiven, Function<AppMetrics, MainVerticle> application) {
    this.confGiven = confGiven;
    this.application = application;
  }

  /** Starts; exits with a code other than 0, and one line that says why, where it can't. */
  public static void main(String[] args) {
    if (Commands.SHIPPED.areMeantBy(args)) {
      int code = Commands.SHIPPED.run(args);
      if (code != Commands.SERVING) {
        System.exit(code);
      }
    } else {
      serve(args, metrics -> new OrchestratorVerticle(metrics, ServerTimeouts.DEFAULT));
    }
  }

  /** Serves an application until the process is ended; exits like {@link #main} where it can't. */
  static void serve(String[] args, Function<AppMetrics, MainVerticle> application) {
    ConfArgument conf = ConfArgument.in(args);
    Logs.prepare(conf);
    Clustering.prepare();
    new VertxApplication(args, new Launcher(conf.isGiven(), application)).launch();
  }

  @Override
  public JsonObject afterConfigParsed(@Nullable JsonObject config) {
    try {
      if (config == null && confGiven) {
        throw new InvalidConfigException(
            "-conf is neither a file that holds a JSON object nor a JSON object");
      }
      JsonObject set = config == null ? new JsonObject() : config;
      metrics = AppMetrics.create(AppConfig.of(set).isMetricsEnabled());
      main = application.apply(metrics);
      return set;
    } catch (InvalidConfigException e) {
      Console.error(e.getMessage());
      throw e;
    }
  }

  @Override
  public @Nullable JsonObject afterVertxOptionsParsed(@Nullable JsonObject options) {
    try {
      Clustering.requireConfiguration();
      if (options != null) {
        new VertxOptions(options);
      }
      return options;
    } catch (StartFailure e) {
      Console.error(e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      Console.error("-options: " + e.getMessage());
      throw e;
    }
  }

  @Override
  public VertxBuilder createVertxBuilder(VertxOptions options) {
    Clustering.bindToLoopback(options);
    VertxBuilder builder = VertxApplicationHooks.super.createVertxBuilder(options);
    return metrics.isEnabled()
        ? builder.withMetrics(VertxMeters.factory(metrics.registry()))
        : builder;
  }

  @Override
  public void beforeStartingVertx(HookContext context) {
    VertxOptions options = context.vertxOptions();
    if (metrics.isEnabled()) {
      VertxMeters.enable(options);
    }
    // Its timers wait to the nanosecond; falls back by itself where there is none.
    options.setPreferNativeTransport(true);
  }

  @Override
  public void afterFailureToStartVertx(HookContext context, @Nullable Throwable failure) {
    Console.error("the start failed: " + Clustering.wordsFor(failure));
  }

  @Override
  public void beforeDeployingVerticle(HookContext context) {
    if (context.deploymentOptions().getInstances() > 1) {
      // Each would close its own frames on the same addresses.
      Console.error("-instances: there is one stream, so there can be one instance only");
      throw new IllegalArgumentException("instances");
    }
  }

  @Override
  public Supplier<? extends Deployable> verticleSupplier() {
    return () -> main;
  }

  @Override
  public void beforeStoppingVertx(HookContext context) {
    main.stopping(); // While those who listen still run.
  }

  @Override
  public void afterFailureToDeployVerticle(HookContext context, @Nullable Throwable failure) {
    Console.error("the start failed: " + StartFailure.wordsFor(failure));
    context.vertx().close();
  }
}
