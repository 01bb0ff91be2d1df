package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network between nodes that falls in two, and is whole again. */
class SplitNetworkTest {

  private static final int SECONDS = Integer.getInteger("wirthforge.splitSeconds", 0);

  @TempDir Path directory;

  @Test
  void bothHalvesGoOnForThemselvesAndAfterwardsTextsAreWholeOrTheirGapsAreTold() throws Exception {
    assumeTrue(LimitedNetworkTest.hasTools(), "needs root, iproute2 and nftables");
    Path out = directory.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of("src/test/net/limited.sh").toAbsolutePath().toString(),
                    "-",
                    "0",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SplitNetwork.class.getName(),
                    Integer.toString(SECONDS)))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(120L + SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(out);
    assertThat(ended).as(said).isTrue();
    assertThat(said).contains(SECONDS == 0 ? "joined again: all whole" : "joined again: ");
    said.lines().filter(line -> line.startsWith("joined")).forEach(System.out::println);
  }
}
