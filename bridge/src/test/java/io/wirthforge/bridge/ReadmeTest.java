package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is so: Java in it and in all pages compiles, what it points to exists. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEST_NAME =
      Pattern.compile("`([A-Za-z]+(?:Test|IT)|[a-z-]+\\.test\\.js)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

  private static final String PRELUDE =
      String.join(
          "\n",
          "import io.micrometer.core.instrument.Metrics;",
          "import io.vertx.core.Future;",
          "import io.vertx.core.Vertx;",
          "import io.vertx.core.http.HttpServerOptions;",
          "import io.vertx.core.json.JsonObject;",
          "import io.vertx.ext.bridge.PermittedOptions;",
          "import io.vertx.ext.web.Router;",
          "import io.vertx.ext.web.handler.*;",
          "import io.vertx.ext.web.handler.sockjs.*;",
          "import io.vertx.ext.web.sstore.LocalSessionStore;",
          "import io.wirthforge.bridge.*;",
          "import io.wirthforge.schemas.*;",
          "import java.util.List;",
          "class Example {",
          "interface World { Event snapshot(FrameTick tick); }",
          "void run(Vertx vertx, Router router, World world, JsonObject config) {",
          "");

  @TempDir Path directory;

  @Test
  void itsJavaCompilesAndThatOfAllOtherPages() throws Exception {
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(5);
    assertThat(JAVA.matcher(readme()).find()).isTrue();
    for (Path page : pages) {
      Matcher block = JAVA.matcher(Files.readString(page));
      while (block.find()) {
        compile(block.group(1));
      }
    }
  }

  private void compile(String code) throws Exception {
    Path source = Files.writeString(directory.resolve("Example.java"), PRELUDE + code + "}}");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                complaints,
                null,
                null,
                List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(complaints.toString()).isEmpty();
    assertThat(compiled).isTrue();
  }

  @Test
  void theTestsItNamesExist() throws Exception {
    List<String> files = new ArrayList<>();
    for (String module : List.of("schemas", "bridge", "verticles")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src"))) {
        all.forEach(path -> files.add(path.getFileName().toString()));
      }
    }
    assertThat(TEST_NAME.matcher(readme()).results().map(name -> name.group(1)))
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(files).contains(name.endsWith(".js") ? name : name + ".java"));
  }

  @Test
  void theFilesItLinksToExist() throws Exception {
    assertThat(LINK.matcher(readme()).results().map(link -> link.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }

  private static List<Path> pages() throws Exception {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String module : List.of("schemas", "bridge", "verticles")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(module))) {
        files.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  private static String readme() throws Exception {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
