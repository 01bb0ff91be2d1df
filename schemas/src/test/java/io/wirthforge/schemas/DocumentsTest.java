package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show is valid, and what they point to is there. */
class DocumentsTest {

  private static final Documents.Page PROTOCOL =
      Documents.page(Documents.ROOT.resolve("schemas/PROTOCOL.md"));

  /** Java is compiled by the bridge's tests, JavaScript of the README run by the page's. */
  private static final Set<String> LANGUAGES = Set.of("json", "java", "mermaid");

  private static final Map<String, String> CLIENT_DEFINITIONS =
      Map.of(
          "welcome", "welcome",
          "frame", "frame",
          "ack", "ack",
          "subscribe", "subscribe",
          "set_rate", "setRate",
          "visibility", "visibility",
          "heartbeat_response", "heartbeatResponse");

  /** Their own readme.test.js runs it. */
  private static final Set<String> PAGES_WITH_JS =
      Set.of("README.md", "bridge/client/README.md", "bridge/MIGRATING.md");

  private static final Pattern TEST_NAME =
      Pattern.compile("`([A-Za-z0-9]+(?:Test|IT)|[a-z-]+\\.test\\.js)(?:#(\\w+))?`");
  private static final Pattern FENCE = Pattern.compile("^```(\\S+)", Pattern.MULTILINE);
  private static final Pattern CODE_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+|[\\w.-]+\\.\\w+)`");
  private static final Pattern ROW = Pattern.compile("^\\| (R-\\d+) \\|(.*)\\|(.*)\\|(.*)\\|$");

  private static final Map<String, Path> FILES = filesByName();

  static List<Documents.Page> pages() {
    return Documents.pages();
  }

  static Stream<Documents.Block> jsonBlocks() {
    return pages().stream().flatMap(page -> page.blocks("json").stream());
  }

  static Stream<Documents.Block> mermaidBlocks() {
    return pages().stream().flatMap(page -> page.blocks("mermaid").stream());
  }

  @ParameterizedTest
  @MethodSource("jsonBlocks")
  void everyJsonBlockIsValid(Documents.Block block) {
    JsonNode json = Samples.json(block.text());
    assertThat(validatorOf(block.label(), json).validate(json)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockIsInALanguageThatSomeTestReads(Documents.Page page) {
    assertThat(FENCE.matcher(page.text()).results().map(each -> each.group(1)))
        .allMatch(
            language ->
                LANGUAGES.contains(language)
                    || (language.equals("js") && PAGES_WITH_JS.contains(page.toString())));
  }

  @ParameterizedTest
  @MethodSource("mermaidBlocks")
  void everyDiagramIsOfAKindThereIsAndCloses(Documents.Block block) {
    String text = block.text();
    assertThat(text).containsPattern("^(sequenceDiagram|stateDiagram-v2|flowchart [LT][RBD])\n");
    assertThat(openings(text)).as("what opens").isEqualTo(closings(text));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Documents.Page page) {
    for (String link : page.links()) {
      if (!link.startsWith("https://")) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page.path() : page.path().resolveSibling(file);
        assertThat(target).as(page + ": " + link).exists();
        if (hash >= 0) {
          assertThat(Documents.page(target).anchors()).as(link).contains(link.substring(hash + 1));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTestItNamesExists(Documents.Page page) throws Exception {
    for (var match : TEST_NAME.matcher(page.text()).results().toList()) {
      String name = match.group(1);
      Path file = FILES.get(name.endsWith(".js") ? name : name + ".java");
      assertThat(file).as(page + ": " + name).isNotNull();
      if (match.group(2) != null) {
        assertThat(Files.readString(file)).contains("void " + match.group(2) + "(");
      }
    }
  }

  @Test
  void theProtocolShowsEveryMessageThereIs() {
    Set<String> shown = new TreeSet<>();
    PROTOCOL.blocks("json").forEach(b -> shown.add(Samples.json(b.text()).path("type").asText()));
    assertThat(shown)
        .containsAll(EventCatalog.wirthforge().names())
        .containsAll(CLIENT_DEFINITIONS.keySet());
  }

  @Test
  void theProtocolNamesEveryMemberOfEveryEvent() {
    JsonNode definitions = Samples.json(SchemaDocument.EVENTS.text()).path("definitions");
    String text = PROTOCOL.withoutBlocks();
    for (String name : EventCatalog.wirthforge().names()) {
      int from = text.indexOf("#### " + name + "\n");
      assertThat(from).as(name).isNotNegative();
      int next = text.indexOf("\n#", from + 1);
      String section = text.substring(from, next);
      JsonNode payload = definitions.at("/" + name + "/properties/payload");
      payload
          .path("properties")
          .fieldNames()
          .forEachRemaining(member -> assertThat(section).as(name).contains("`" + member + "`"));
    }
  }

  @Test
  void theFormatOfRecordingsNamesEveryLineAndEveryMemberOfItsHeader() {
    String text = Documents.page(Documents.ROOT.resolve("schemas/RECORDING.md")).text();
    JsonNode schema = Samples.json(SchemaDocument.RECORDING.text());
    schema
        .path("oneOf")
        .forEach(
            line -> {
              String name = line.path("$ref").asText().replaceAll(".*/", "");
              assertThat(text).contains("| `" + name + "` |");
            });
    schema
        .at("/definitions/header/properties")
        .fieldNames()
        .forEachRemaining(member -> assertThat(text).containsAnyOf("`" + member, "\"" + member));
  }

  @Test
  void everyRequirementHasCodeAndATestThatExist() {
    List<String> lines =
        Documents.page(Documents.ROOT.resolve("schemas/TRACEABILITY.md")).text().lines().toList();
    Set<String> requirements = new HashSet<>();
    for (String line : lines) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(requirements.add(row.group(1))).as(row.group(1) + " stands once").isTrue();
        assertThat(filesIn(row.group(3))).as(row.group(1) + " code").isNotEmpty();
        assertThat(TEST_NAME.matcher(row.group(4)).results()).as(row.group(1)).isNotEmpty();
      }
    }
    assertThat(requirements).hasSizeGreaterThan(40);
  }

  private static List<String> filesIn(String cell) {
    List<String> names = CODE_NAME.matcher(cell).results().map(each -> each.group(1)).toList();
    for (String name : names) {
      assertThat(FILES).containsKey(name.contains(".") ? name : name + ".java");
    }
    return names;
  }

  private static DocumentValidator validatorOf(String label, JsonNode json) {
    String type = json.path("type").asText();
    if (label.equals("conf")) {
      Path schema = Documents.ROOT.resolve("conf/wirthforge.schema.json");
      return DocumentValidator.of(Samples.json(Documents.page(schema).text()));
    }
    if (label.equals("bridge")) {
      // The bridge's own tests start a bridge with it.
      return DocumentValidator.of(Samples.json("{\"type\":\"object\"}"));
    }
    if (label.equals("recording")) {
      return SchemaDocument.RECORDING.definition(json.path("line").asText());
    }
    if (label.equals("error")) {
      return DocumentValidator.of(
          Samples.json(
              "{\"required\":[\"code\",\"message\",\"details\"],\"additionalProperties\":false,"
                  + "\"properties\":{\"code\":{\"pattern\":\"^[A-Z_]+$\"},"
                  + "\"message\":{\"type\":\"string\"},\"details\":{\"type\":\"object\"}}}"));
    }
    if (!label.isEmpty()) {
      return SchemaDocument.HTTP.definition(label);
    }
    if (EventCatalog.wirthforge().names().contains(type)) {
      return SchemaDocument.EVENTS.definition(type);
    }
    return SchemaDocument.MESSAGES.definition(
        CLIENT_DEFINITIONS.getOrDefault(type, "applicationEvent"));
  }

  private static long openings(String diagram) {
    return diagram
        .lines()
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .filter(line -> line.matches("(alt|opt|loop|subgraph) .*|state .*\\{"))
        .count();
  }

  private static long closings(String diagram) {
    return diagram.lines().map(String::strip).filter(line -> line.matches("end|}")).count();
  }

  private static Map<String, Path> filesByName() {
    Map<String, Path> files = new HashMap<>();
    Documents.files().forEach(file -> files.put(file.getFileName().toString(), file));
    return files;
  }
}
