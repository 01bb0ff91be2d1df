package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.Addresses;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.bridge.FrameTick;
import io.wirthforge.schemas.Event;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever handler fails, of whatever verticle: it is told, and the stream goes on. */
class HandlerFaultsTest {

  private static final List<@Nullable Object> POISONS =
      Arrays.asList(null, "poison", 8145, new JsonObject(), new JsonArray(), new byte[3]);

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<Appender<ILoggingEvent>> muted = new ArrayList<>();

  @BeforeEach
  void listen() {
    root.iteratorForAppenders().forEachRemaining(muted::add);
    muted.forEach(root::detachAppender);
    log.setContext(root.getLoggerContext());
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void restore() {
    root.detachAppender(log);
    muted.forEach(root::addAppender);
  }

  @Test
  void afterPoisonOnEveryAddressEverythingGoesOn() {
    try (AppRig app = AppRig.started("max")) {
      StreamClient client = app.connect();
      Set<String> addresses = addressesOf(app);
      // All verticles listen: frames, clients, model, Decipher, council, rewards, vitals, sessions.
      assertThat(addresses).hasSizeGreaterThan(20);
      for (String address : addresses) {
        for (Object poison : POISONS) {
          app.vertx.eventBus().publish(address, poison);
        }
      }
      assertGoesOn(app, client);
      assertThat(told()).contains("Unhandled exception");
    }
  }

  @Test
  void contributorsThatFailInAnyWayHoldUpNobody() {
    try (AppRig app = AppRig.started("max")) {
      StreamClient client = app.connect();
      Addresses addresses = new Addresses("wirthforge");
      Map<String, Function<FrameTick, List<? extends Event>>> failing =
          Map.of(
              "throws",
              tick -> {
                throw new IllegalStateException("on purpose");
              },
              "overflows",
              tick -> {
                throw new StackOverflowError("on purpose");
              },
              "null",
              HandlerFaultsTest::nothing,
              "holds null",
              tick -> Arrays.asList((Event) null));
      failing.forEach((name, events) -> FrameContributor.join(app.vertx, addresses, name, events));
      client.awaitFrames(90);
      assertGoesOn(app, client);
      assertThat(told()).contains("contributor throws failed", "contributor null failed");
    }
  }

  @SuppressWarnings("NullAway") // What no contributor may do.
  private static @Nullable List<Event> nothing(FrameTick tick) {
    return null;
  }

  @Test
  void verticlesThatFailAtTheirStartAndEndKeepNobodyFromTheirs() {
    AppRig app = AppRig.started("max");
    StreamClient client = app.connect();
    Future<String> failed = app.vertx.deployVerticle(new Failing(true));
    Eventually.until("the failure", failed::isComplete);
    assertThat(failed.failed()).isTrue();
    Eventually.done(app.vertx.deployVerticle(new Failing(false)));
    assertGoesOn(app, client);
    Eventually.done(app.vertx.close());
    assertThat(client.closeCode()).isEqualTo(1001);
  }

  /** Fails at its start, or else at its end. */
  private static final class Failing extends VerticleBase {

    private final boolean atStart;

    Failing(boolean atStart) {
      this.atStart = atStart;
    }

    @Override
    public Future<?> start() {
      if (atStart) {
        throw new IllegalStateException("on purpose");
      }
      vertx.setPeriodic(1, id -> fail());
      return Future.succeededFuture();
    }

    private static void fail() {
      throw new IllegalStateException("on purpose, each millisecond");
    }

    @Override
    public Future<?> stop() {
      throw new IllegalStateException("on purpose");
    }
  }

  /** Frames come, prompts are answered to the letter, and whoever asks is told how it is. */
  private static void assertGoesOn(AppRig app, StreamClient client) {
    client.awaitFrames(30);
    String session = app.prompt("Emma", 60, 7);
    client.awaitEnd(session);
    assertThat(client.textOf(session)).isEqualTo(AppRig.engineText("Emma", 60, 7));
    for (String path : List.of("/health/ready", "/models", "/decipher/status", "/metrics")) {
      assertThat(app.http.get(path).status()).as(path).isEqualTo(200);
    }
    assertThat(client.violations()).isEmpty();
    assertThat(client.closeCode()).isEqualTo(-1);
  }

  private String told() {
    StringBuilder all = new StringBuilder();
    List.copyOf(log.list).forEach(event -> all.append(event.getFormattedMessage()).append('\n'));
    return all.toString();
  }

  private static Set<String> addressesOf(AppRig app) {
    try {
      Field handlers = null;
      for (Class<?> type = app.vertx.eventBus().getClass(); handlers == null; ) {
        handlers =
            Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getName().equals("handlerMap"))
                .findAny()
                .orElse(null);
        type = type.getSuperclass();
      }
      handlers.setAccessible(true);
      Set<String> addresses = new TreeSet<>();
      ((Map<?, ?>) handlers.get(app.vertx.eventBus()))
          .keySet()
          .forEach(key -> addresses.add((String) key));
      addresses.removeIf(address -> address.startsWith("__vertx"));
      return addresses;
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
