package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The judge: a client, or rather a dozen, that knows PROTOCOL.md and nothing else. It first behaves
 * well on many connections side by side, then badly on one after another.
 */
public final class Conformance {

  private static final List<Scenario> WELL_BEHAVED =
      List.of(
          new WatchScenario(),
          new PingScenario(),
          new AccessScenario(),
          new QueryScenario(),
          new RateScenario(),
          new StallScenario(),
          new WindowScenario(),
          new ResumeScenario(),
          new ReconnectScenario(),
          new MessagesScenario());

  private static final List<Scenario> BADLY_BEHAVED =
      List.of(new MalformedScenario(), new ViolationScenario(), new BystanderScenario());

  private final ConformanceSettings settings;
  private final Findings findings = new Findings();

  private Conformance(ConformanceSettings settings) {
    this.settings = settings;
  }

  /**
   * Judges a server.
   *
   * @throws RefusedException where it lets nobody in, or is no WebSocket server
   * @throws IOException where there is no server, or it refuses the prompt it was asked
   */
  public static Report judge(ConformanceSettings settings) throws IOException {
    return new Conformance(settings).judge();
  }

  private Report judge() throws IOException {
    long startNanos = System.nanoTime();
    try (Stage stage = Stage.open(settings, findings)) {
      if (stage.events().await(() -> stage.events().count() > 0)) {
        play(stage);
      } else {
        findings.add(Rule.HANDSHAKE_FIRST, Finding.fail("no message came"));
      }
      return new Report(
          settings.address(),
          settings.seconds(),
          (System.nanoTime() - startNanos) / 1e9,
          findings.verdicts(settings.rules()),
          stage.latencies().all());
    }
  }

  private void play(Stage stage) throws IOException {
    play(new SubProtocolScenario(), stage);
    Prompt prompt = Prompt.ask(settings);
    sideBySide(stage);
    if (prompt != null) {
      findings.add(Rule.TEXT_ENDS_ONCE, prompt.end(stage.events()));
    }
    stage.noteMovement();
    BADLY_BEHAVED.stream().filter(this::isWanted).forEach(scenario -> play(scenario, stage));
  }

  private void sideBySide(Stage stage) {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "conformance");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> playing = new ArrayList<>();
      for (Scenario scenario : WELL_BEHAVED) {
        if (isWanted(scenario)) {
          playing.add(threads.submit(() -> play(scenario, stage)));
        }
      }
      for (Future<?> each : playing) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the kit itself failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean isWanted(Scenario scenario) {
    return !Collections.disjoint(scenario.rules(), settings.rules());
  }

  private void play(Scenario scenario, Stage stage) {
    try {
      scenario.play(stage);
    } catch (IOException e) {
      findings.addAll(scenario.rules(), Finding.skipped("no connection: %s", words(e)));
    }
  }

  private static String words(IOException failure) {
    @Nullable String words = failure.getMessage();
    return words == null ? failure.getClass().getSimpleName() : words;
  }
}
