package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Publishers on virtual threads, which need a JDK 21: this one, or another of the machine. */
class VirtualThreadTest {

  private static final Path JDKS = Path.of("/usr/lib/jvm");
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  @Test
  void aVirtualThreadPublishesLikeAnyOther() throws Exception {
    if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
      VirtualThreads.main(new String[0]);
      return;
    }
    Optional<Path> java = newerJava();
    assumeTrue(java.isPresent(), "no JDK 21 or newer on this machine");
    Path output = Files.createTempFile("virtual-threads", ".log");
    Process process =
        new ProcessBuilder(
                java.get().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VirtualThreads.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(Files.readString(output)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  private static Optional<Path> newerJava() throws IOException {
    if (!Files.isDirectory(JDKS)) {
      return Optional.empty();
    }
    try (Stream<Path> jdks = Files.list(JDKS)) {
      List<Path> found = jdks.filter(jdk -> feature(jdk) >= FIRST_WITH_VIRTUAL_THREADS).toList();
      return found.stream()
          .max(Comparator.comparingInt(VirtualThreadTest::feature))
          .map(jdk -> jdk.resolve("bin/java"))
          .filter(Files::isExecutable);
    }
  }

  /** What the file {@code release} of a JDK says, or 0. */
  private static int feature(Path jdk) {
    try {
      return Files.readAllLines(jdk.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
