package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's run command, word for word: classes come from the build's archive, if it fits. */
class JarOptionsIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String JAR = "verticles/target/wirthforge.jar";
  private static final String ARCHIVE = "verticles/target/wirthforge.jsa";
  private static final String OPTIONS = "conf/jvm.options";
  private static final Pattern RUN =
      Pattern.compile("^ {4}mvn .*package && java (@" + OPTIONS + " -jar " + JAR + ")$");

  @TempDir Path directory;

  @Test
  void classesComeFromTheArchiveThatTheBuildMade() throws Exception {
    assertThat(ROOT.resolve(ARCHIVE)).exists();
    Path loaded = directory.resolve("loaded.txt");
    try (RunningJar jar = start(ROOT, "-Xlog:class+load:file=" + loaded)) {
      assertReady(jar);
      assertThat(Files.readAllLines(loaded))
          .anySatisfy(line -> assertShared(line, "io.wirthforge.verticles.OrchestratorVerticle"))
          .anySatisfy(line -> assertShared(line, "io.vertx.core.impl.VertxImpl"));
    }
  }

  private static void assertShared(String line, String type) {
    assertThat(line).contains(type + " source: shared objects file (top)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "of another jar", "no archive", "empty"})
  void anArchiveThatDoesNotFitIsPassedOverWithoutAWord(String archive) throws Exception {
    Path copy = Files.createDirectories(directory.resolve("copy"));
    for (String file : List.of(JAR, OPTIONS)) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(ROOT.resolve(file), copy.resolve(file));
    }
    switch (archive) {
      case "of another jar" ->
          Files.copy(
              ROOT.resolve(ARCHIVE), copy.resolve(ARCHIVE), StandardCopyOption.COPY_ATTRIBUTES);
      case "no archive" -> Files.writeString(copy.resolve(ARCHIVE), "classes");
      case "empty" -> Files.createFile(copy.resolve(ARCHIVE));
      default -> assertThat(copy.resolve(ARCHIVE)).doesNotExist();
    }
    Path loaded = directory.resolve("loaded.txt");
    try (RunningJar jar = start(copy, "-Xlog:class+load:file=" + loaded)) {
      assertReady(jar);
      assertThat(Files.readString(loaded)).doesNotContain("shared objects file (top)");
    }
  }

  private static void assertReady(RunningJar jar) throws Exception {
    URI url = jar.awaitUrl();
    Eventually.until("readiness", () -> jar.isReady(url));
    assertThat(jar.err()).isEmpty();
    assertThat(jar.out().lines().filter(line -> !line.contains("INFO")))
        .containsExactly("Open " + url);
  }

  /** Flags of the test's own stand before the argument file, which has the last word. */
  private RunningJar start(Path from, String flag) throws IOException {
    List<String> command = new ArrayList<>(List.of(ClassArchive.java(), flag));
    command.addAll(documented());
    String conf = "{\"port\":0,\"model\":{\"source\":\"embedded\"},\"log\":{\"directory\":\"";
    command.addAll(List.of("-conf", conf + directory + "\"}}"));
    return RunningJar.start(from, directory, command);
  }

  private static List<String> documented() throws IOException {
    return Files.readAllLines(ROOT.resolve("README.md")).stream()
        .map(RUN::matcher)
        .filter(Matcher::matches)
        .map(run -> List.of(run.group(1).split(" ")))
        .findFirst()
        .orElseThrow();
  }
}
