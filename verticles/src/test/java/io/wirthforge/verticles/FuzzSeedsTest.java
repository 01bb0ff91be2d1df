package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wirthforge.verticles.config.ConfigFuzz;
import io.wirthforge.verticles.model.server.AnswerFuzz;
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
  void answersOfModelServersHaveExactlyOneEnd() throws IOException {
    assertSurvivesSeeds("AnswerFuzz", AnswerFuzz::fuzzerTestOneInput);
  }

  @Test
  void configurationsAreTakenOrRefusedInASentence() throws IOException {
    assertSurvivesSeeds("ConfigFuzz", ConfigFuzz::fuzzerTestOneInput);
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
