package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on a machine that stops it, sets its clock, and has no room for its logs. */
class JarMachineIT {

  private static final int STOPPED_MS = 3000;
  private static final int STOPPED_TICKS = STOPPED_MS * 60 / 1000;
  private static final Path WALL_CLOCK = Path.of("src/test/c/wall-clock.c");
  private static final long HOUR_MS = 3_600_000;

  @TempDir Path directory;

  @Test
  void stoppedForThreeSecondsItSendsOneFrameAndLosesNobody() throws Exception {
    int port = FreePort.any();
    try (RunningJar jar = RunningJar.start(directory, "-conf", JarText.conf(port, directory))) {
      jar.awaitUrl();
      JarView frames = new JarView(JarText.RIGHT);
      JarView events = new JarView(JarText.RIGHT);
      JarClient first = JarClient.join(port, true, frames);
      JarClient second = JarClient.join(port, false, events);
      JarText.prompt(jar, port);
      JarView.await("half a text", () -> frames.isWriting() && events.isWriting());
      jar.signal("STOP");
      JarView.pass(STOPPED_MS);
      int before = events.frames().size();
      jar.signal("CONT");
      for (JarView view : List.of(frames, events)) {
        JarView.await("the text", () -> view.whole() == 1);
        assertThat(view.wrong()).isEmpty();
      }
      JarView.await("a second more", () -> events.frames().size() > before + 60);
      assertThat(longGaps(events.frames())).isEqualTo(1);
      assertThat(first.isOver() || second.isOver()).isFalse();
      assertThat(jar.err()).isEmpty();
    }
  }

  private static long longGaps(List<Long> frames) {
    long gaps = 0;
    for (int i = 1; i < frames.size(); i++) {
      gaps += frames.get(i) - frames.get(i - 1) > STOPPED_TICKS * 5 / 6 ? 1 : 0;
    }
    return gaps;
  }

  @Test
  void theClockOnTheWallIsSetAndNothingHappens() throws Exception {
    Path clock = directory.resolve("wall-clock.so");
    assumeTrue(
        hasTool(run("gcc", "-shared", "-fPIC", "-O2", "-o", clock, WALL_CLOCK)), "needs gcc");
    Path offset = Files.writeString(directory.resolve("offset"), "0");
    Map<String, String> variables =
        Map.of("LD_PRELOAD", clock.toString(), "WALL_CLOCK_OFFSET", offset.toString());
    int port = FreePort.any();
    String conf = JarText.conf(port, directory);
    try (RunningJar jar = RunningJar.start(directory, "-Xmx256m", variables, "-conf", conf)) {
      URI url = jar.awaitUrl();
      JarView view = new JarView(JarText.RIGHT);
      JarClient client = JarClient.join(port, true, view);
      StreamReader reader = StreamReader.connect(url);
      int texts = 0;
      for (int hours : new int[] {-1, 2}) {
        Files.writeString(offset, Long.toString(hours * HOUR_MS / 1000));
        reader.await(event -> isAbout(event, Instant.now().toEpochMilli() + hours * HOUR_MS));
        JarText.prompt(jar, port);
        long whole = ++texts;
        JarView.await("the text", () -> view.whole() == whole);
        assertThat(jar.get(url, "/health/ready").statusCode()).isEqualTo(200);
      }
      // The frames of all that time are one row, on one connection.
      assertThat(view.wrong()).isEmpty();
      assertThat(view.resets()).isEqualTo(1);
      assertThat(client.isOver()).isFalse();
      assertThat(longGaps(view.frames())).isZero();
    }
  }

  /** The control: the jar's own wall clock is the one that was set. */
  private static boolean isAbout(JsonNode event, long wallMs) {
    return Math.abs(event.get("timestamp").asLong() - wallMs) < HOUR_MS / 2;
  }

  @Test
  void whenTheLogsDiskIsFullTheStreamGoesOn() throws Exception {
    Path disk = disk("size=64k");
    try (RunningJar jar = started(disk)) {
      JarView view = new JarView(JarText.RIGHT);
      JarClient client = JarClient.join(jar.awaitUrl().getPort(), true, view);
      assertThat(run("dd", "if=/dev/zero", "of=" + disk.resolve("full"), "bs=1k")).isFalse();
      assertThat(disk.toFile().getUsableSpace()).isZero();
      assertWrites(jar, view, 1);
      assertWrites(jar, view, 2);
      assertThat(client.isOver()).isFalse();
      assertThat(jar.err()).isEmpty();
    } finally {
      run("umount", "-l", disk);
    }
  }

  @Test
  void whenTheLogsDiskIsReadOnlyTheStreamGoesOn() throws Exception {
    Path disk = disk("ro");
    try (RunningJar jar = started(disk)) {
      JarView view = new JarView(JarText.RIGHT);
      JarClient.join(jar.awaitUrl().getPort(), true, view);
      assertWrites(jar, view, 1);
      assertThat(Files.exists(disk.resolve("logs"))).isFalse();
      assertThat(jar.err()).isEmpty();
    } finally {
      run("umount", "-l", disk);
    }
  }

  /** A small file system of its own. */
  private Path disk(String option) throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(hasTool(run("mount", "-t", "tmpfs", "-o", option, "tmpfs", disk)), "needs root");
    return disk;
  }

  private RunningJar started(Path disk) throws Exception {
    String conf =
        new JsonObject(JarText.conf(FreePort.any(), directory))
            .put("log", new JsonObject().put("directory", disk.resolve("logs").toString()))
            .encode();
    return RunningJar.start(directory, "-conf", conf);
  }

  /** One more text is written, with its lines for the log. */
  private static void assertWrites(RunningJar jar, JarView view, long texts) throws Exception {
    JarText.prompt(jar, jar.awaitUrl().getPort());
    JarView.await("the text", () -> view.whole() == texts);
    assertThat(view.wrong()).isEmpty();
    assertThat(longGaps(view.frames())).isZero();
  }

  private static boolean run(Object... command) throws Exception {
    try {
      return new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // There is no such tool.
    }
  }

  /** Where everything has to hold, a missing tool is a failure and no reason to skip. */
  private static boolean hasTool(boolean isThere) {
    return isThere || System.getenv("WIRTHFORGE_ALL_TOOLS") != null;
  }
}
