package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fuzzing began with and what it found, tried again in every build. */
class FuzzSeedsTest {

  @Test
  void framesBecomeMessagesOrAFault() throws IOException {
    assertSurvivesSeeds("FramesFuzz", FramesFuzz::fuzzerTestOneInput);
  }

  @Test
  void theGateLetsInWhatTheRuleLetsIn() throws IOException {
    assertSurvivesSeeds("UpgradeFuzz", UpgradeFuzz::fuzzerTestOneInput);
  }

  private static void assertSurvivesSeeds(String target, Consumer<byte[]> parser)
      throws IOException {
    List<Path> seeds;
    try (Stream<Path> files = Files.list(Path.of("src", "test", "fuzz", target))) {
      seeds = files.sorted().toList();
    }
    assertThat(seeds).isNotEmpty();
    for (Path seed : seeds) {
      byte[] data = Files.readAllBytes(seed);
      assertThatCode(() -> parser.accept(data)).as(seed.toString()).doesNotThrowAnyException();
    }
  }
}
