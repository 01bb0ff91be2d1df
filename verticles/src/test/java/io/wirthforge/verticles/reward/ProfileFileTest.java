package io.wirthforge.verticles.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile's file is whole, small, and never lost. */
class ProfileFileTest {

  private static final Profile SOME =
      new Profile(1234, 5, 98_765, Set.of(Reward.FIRST_TOKEN, Reward.THOUSAND_TOKENS));

  @TempDir Path directory;
  private Path path;
  private ProfileFile file;

  @BeforeEach
  void name() {
    path = directory.resolve("a/b/rewards.json");
    file = new ProfileFile(path);
  }

  @Test
  void whereThereIsNoFileAProfileIsEmptyAndNoFileIsMade() throws IOException {
    assertThat(file.load()).isEqualTo(new ProfileFile.Loaded(Profile.EMPTY, null));
    assertThat(path).doesNotExist();
  }

  @Test
  void whatWasSavedIsLoadedAndHoldsFiguresAlone() throws IOException {
    file.save(SOME);
    assertThat(file.load()).isEqualTo(new ProfileFile.Loaded(SOME, null));
    assertThat(Files.readString(path)).contains("\"energy\" : 98.765", "\"tokens\" : 1234");
    assertThat(Files.readString(path)).doesNotContain("First spark");
    assertThat(path.getParent()).isDirectoryNotContaining(each -> !each.equals(path));
  }

  @Test
  void whatAnotherServerWroteMeanwhileIsKept() throws IOException {
    file.save(SOME);
    file.save(new Profile(2000, 1, 5, Set.of(Reward.FIRST_RESONANCE)));
    assertThat(file.load().profile())
        .isEqualTo(
            new Profile(
                2000,
                5,
                98_765,
                Set.of(Reward.FIRST_TOKEN, Reward.THOUSAND_TOKENS, Reward.FIRST_RESONANCE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"version\":2,\"tokens\":1,\"replies\":1,\"energy\":1,\"given\":[]}",
        "{\"version\":1,\"tokens\":-1,\"replies\":1,\"energy\":1,\"given\":[]}",
        "{\"version\":1,\"tokens\":1,\"replies\":\"1\",\"energy\":1,\"given\":[]}",
        "{\"version\":1,\"tokens\":1,\"replies\":1,\"energy\":1e300,\"given\":[]}",
        "{\"version\":1,\"tokens\":1,\"replies\":1,\"energy\":1,\"given\":{}}",
        "{\"version\":1,\"tokens\":1,\"replies\":1,\"energy\":1,\"given\":[\"other\"]}",
        "{\"version\":1,\"tokens\":1,\"replies\":1,\"energy\":1,\"given\":[7]}",
        "{\"version\":1,\"tokens\":1,\"replies\":1,\"energy\":1,\"given\":null}",
        "{\"version\":1,\"tokens\":1,\"replies\":1,\"energy\":1,\"given\":[],\"more\":1}",
      })
  void aFileThatMakesNoSenseIsKeptAsideAndAProfileBeginsAnew(String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    ProfileFile.Loaded loaded = file.load();
    assertThat(loaded.profile()).isEqualTo(Profile.EMPTY);
    Path aside = Objects.requireNonNull(loaded.keptAside());
    assertThat(aside).hasFileName("rewards.json.corrupt-1").hasContent(text);
    assertThat(path).doesNotExist();
    file.save(SOME);
    assertThat(file.load().profile()).isEqualTo(SOME);
  }

  @Test
  void ofSeveralFilesThatMadeNoSenseEachIsKept() throws IOException {
    Files.createDirectories(path.getParent());
    for (int i = 1; i <= 3; i++) {
      Files.writeString(path, "broken " + i);
      assertThat(file.load().keptAside()).hasFileName("rewards.json.corrupt-" + i);
    }
    assertThat(path.resolveSibling("rewards.json.corrupt-2")).hasContent("broken 2");
  }

  @Test
  void aFileOfManyMegabytesIsNotRead() throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, new byte[1 << 20]);
    assertThat(file.load().keptAside()).isNotNull();
  }

  @Test
  void aDirectoryInItsPlaceIsSomebodysAndLeftWhereItIs() throws IOException {
    Files.createDirectories(path.resolve("photographs"));
    assertThatThrownBy(file::load).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.save(SOME)).isInstanceOf(IOException.class);
    assertThat(path.resolve("photographs")).isDirectory();
    assertThat(path.getParent()).isDirectoryNotContaining(each -> !each.equals(path));
  }

  @Test
  void aFileThatIsSpoiledWhileItIsInUseIsKeptAsideToo() throws IOException {
    file.save(SOME);
    Files.writeString(path, "spoiled");
    file.save(SOME);
    assertThat(path.resolveSibling("rewards.json.corrupt-1")).hasContent("spoiled");
    assertThat(file.load().profile()).isEqualTo(SOME);
  }

  @Test
  void figuresBeyondAllMeasureAreStillAProfileWhenTheyAreReadAgain() throws IOException {
    Profile huge = SOME;
    for (int i = 0; i < 5; i++) {
      huge = huge.plus(Long.MAX_VALUE - 7, Long.MAX_VALUE - 7, Long.MAX_VALUE - 7);
    }
    file.save(huge);
    assertThat(file.load()).isEqualTo(new ProfileFile.Loaded(huge, null));
  }

  @Test
  void whereNoFileCanBeItIsSaidByAnException() throws IOException {
    Path notADirectory = Files.writeString(directory.resolve("file"), "x");
    ProfileFile impossible = new ProfileFile(notADirectory.resolve("rewards.json"));
    assertThatThrownBy(() -> impossible.save(SOME)).isInstanceOf(IOException.class);
  }

  @Test
  void theUsualPlaceIsThePersonsDataDirectory() {
    Path ofXdg = directory.resolve("data");
    assertThat(ProfileFile.usual(Map.of("XDG_DATA_HOME", ofXdg.toString()), "/home/x"))
        .isEqualTo(ofXdg.resolve("wirthforge").resolve("rewards.json"));
    Path ofHome = Path.of("/home/x", ".local", "share", "wirthforge", "rewards.json");
    for (Map<String, String> environment :
        List.of(
            Map.<String, String>of(),
            Map.of("XDG_DATA_HOME", ""),
            Map.of("XDG_DATA_HOME", "relative"))) {
      assertThat(ProfileFile.usual(environment, "/home/x")).isEqualTo(ofHome);
    }
  }
}
