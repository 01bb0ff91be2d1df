package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks that are slow, lossy or far: what is shown is never older than a bound, text is whole.
 */
class LimitedNetworkTest {

  private static final int SECONDS = Integer.getInteger("wirthforge.networkSeconds", 1);
  // Far above what is measured: the machine may be busy, and a lost packet waits for its timer.
  private static final long MAX_MEDIAN_AGE_MS = 5000;
  private static final Pattern FIGURES = Pattern.compile("whole: .* age p50 (\\d+) ms, .*");

  @TempDir Path directory;

  /** A network's limits. */
  private record Limits(String rate, int lossPercent) {}

  private static final List<Limits> ALL =
      List.of(new Limits("1mbit", 0), new Limits("-", 1), new Limits("-", 5), new Limits("-", 20));

  @Test
  void onAThinOrLossyNetworkNoTextIsLostAndAgesAreBounded() throws Exception {
    assumeTrue(hasTools(), "needs root, iproute2 and nftables");
    List<Limits> all = SECONDS > 2 ? ALL : List.of(new Limits("1mbit", 5));
    List<Process> running = new ArrayList<>();
    for (Limits limits : all) {
      running.add(run(limits));
    }
    for (int i = 0; i < all.size(); i++) {
      Process process = running.get(i);
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(out(all.get(i)));
      assertThat(ended).as("%s: %s", all.get(i), said).isTrue();
      Matcher figures = FIGURES.matcher(said);
      assertThat(figures.find()).as("%s: %s", all.get(i), said).isTrue();
      System.out.println(all.get(i) + " " + figures.group());
      assertThat(Long.parseLong(figures.group(1))).isLessThan(MAX_MEDIAN_AGE_MS);
    }
  }

  @Test
  void onALongWayNoTextIsLostAndAgesAreBounded() throws Exception {
    try (Server server = Server.start(new JsonObject());
        DelayingProxy near = new DelayingProxy(server.port(), 20, 20);
        DelayingProxy far = new DelayingProxy(server.port(), 20, 200);
        AgedView nearby = AgedView.join(server, near.port());
        AgedView faraway = AgedView.join(server, far.port())) {
      Story story = Story.begin(server, 4);
      server.awaitTicks(60L * SECONDS);
      story.finish();
      nearby.untilEndOf(story);
      faraway.untilEndOf(story);

      Whole.assertHas(nearby.view, story);
      Whole.assertHas(faraway.view, story);
      assertThat(faraway.ageMs(0.5)).isLessThan(MAX_MEDIAN_AGE_MS);
      System.out.printf(
          "20 ms: age p50 %d ms, p99 %d ms; 20 to 200 ms: p50 %d ms, p99 %d ms%n",
          nearby.ageMs(0.5), nearby.ageMs(0.99), faraway.ageMs(0.5), faraway.ageMs(0.99));
    }
  }

  private Process run(Limits limits) throws Exception {
    List<String> command =
        List.of(
            Path.of("src/test/net/limited.sh").toAbsolutePath().toString(),
            limits.rate,
            Integer.toString(limits.lossPercent),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            LimitedNetwork.class.getName(),
            Integer.toString(SECONDS));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(out(limits).toFile())
        .start();
  }

  private Path out(Limits limits) {
    return directory.resolve(limits.rate + limits.lossPercent + ".txt");
  }

  /** Where everything has to hold, missing tools are a failure and no reason to skip. */
  static boolean hasTools() throws Exception {
    if (System.getenv("WIRTHFORGE_ALL_TOOLS") != null) {
      return true;
    }
    try {
      Process probe =
          new ProcessBuilder("unshare", "--net", "sh", "-c", "nft --version && tc -V")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false; // There is no unshare.
    }
  }
}
