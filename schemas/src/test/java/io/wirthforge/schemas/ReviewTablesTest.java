package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each row of the reviews stands on a test that exists, and each of their commands does something.
 */
class ReviewTablesTest {

  private static final Path BRIDGE = Documents.ROOT.resolve("bridge");
  private static final Pattern ROW = Pattern.compile("^\\| (?!-)([^|]+) \\|(.*)\\|([^|]*)\\|$");
  private static final Pattern TEST =
      Pattern.compile("`([A-Za-z0-9]+(?:Test|IT)|[a-z-]+\\.test\\.js)(?:#(\\w+))?`");
  private static final Pattern PROPERTY = Pattern.compile("-D(wirthforge\\.\\w+)");

  @Test
  void everyThreatHasATest() throws Exception {
    assertThat(rows("THREATS.md")).isGreaterThan(25);
  }

  @Test
  void everyFaultHasAPromiseAFigureAndATest() throws Exception {
    assertThat(rows("RELIABILITY.md")).isGreaterThan(25);
    for (String line : text("RELIABILITY.md").lines().toList()) {
      if (ROW.matcher(line).matches()) {
        List<String> cells = List.of(line.substring(1).split("\\|"));
        assertThat(cells).as(line).hasSize(4).noneMatch(String::isBlank);
      }
    }
  }

  @Test
  void everyPropertyOfACommandIsReadByATest() throws Exception {
    Set<String> read = new HashSet<>();
    for (Path file : Documents.files()) {
      if (file.toString().endsWith(".java")) {
        var names = Pattern.compile("\"(wirthforge\\.\\w+)\"").matcher(Files.readString(file));
        names.results().forEach(name -> read.add(name.group(1)));
      }
    }
    var named = PROPERTY.matcher(text("RELIABILITY.md")).results().map(each -> each.group(1));
    assertThat(named).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(read).contains(name));
  }

  private static int rows(String page) throws Exception {
    Map<String, Path> files = new HashMap<>();
    Documents.files().forEach(file -> files.put(file.getFileName().toString(), file));
    int rows = 0;
    boolean isReview = false; // Other tables hold figures.
    List<String> lines = text(page).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var row = ROW.matcher(lines.get(i));
      boolean isHeader = i + 1 < lines.size() && lines.get(i + 1).startsWith("|-");
      if (isHeader) {
        isReview = lines.get(i).contains(" test");
      } else if (isReview && row.matches()) {
        var tests = TEST.matcher(row.group()).results().toList();
        assertThat(tests).as(row.group(1)).isNotEmpty();
        for (var test : tests) {
          String name = test.group(1);
          Path file = files.get(name.endsWith(".js") ? name : name + ".java");
          assertThat(file).as(name).isNotNull();
          if (test.group(2) != null) {
            assertThat(Files.readString(file)).contains("void " + test.group(2) + "(");
          }
        }
        rows++;
      }
    }
    return rows;
  }

  private static String text(String page) throws Exception {
    return Files.readString(BRIDGE.resolve(page));
  }
}
