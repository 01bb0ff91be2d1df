package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What the POMs say to those who publish and those who depend. */
class PublishingTest {

  private static final List<String> MODULES = List.of("schemas", "bridge", "verticles");
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("..", module, "pom.xml").toFile());
  }

  private static String value(Document pom, String path) throws Exception {
    return XPATH.evaluate(path, pom);
  }

  @Test
  void allThatARepositoryAsksForIsThere() throws Exception {
    Document parent = pom(".");

    for (String path :
        List.of(
            "/project/name",
            "/project/description",
            "/project/url",
            "/project/licenses/license/name",
            "/project/licenses/license/url",
            "/project/developers/developer/name",
            "/project/scm/url",
            "/project/scm/connection")) {
      assertThat(value(parent, path)).as(path).isNotBlank();
    }
    for (String module : MODULES) {
      assertThat(value(pom(module), "/project/name")).as(module).isNotBlank();
      assertThat(value(pom(module), "/project/description")).as(module).isNotBlank();
    }
  }

  @Test
  void everyModuleHasANameForTheModulePath() throws Exception {
    for (String module : MODULES) {
      assertThat(value(pom(module), "//manifestEntries/Automatic-Module-Name"))
          .isEqualTo("io.wirthforge." + module);
    }
  }

  @Test
  void aBuildBearsNoTimeOfItsOwnAndComesWithSourcesAndDocumentation() throws Exception {
    Document parent = pom(".");
    String release = "/project/profiles/profile[id='release']/build/plugins/plugin";

    assertThat(value(parent, "/project/properties/project.build.outputTimestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(value(parent, release + "[artifactId='maven-source-plugin']//goal"))
        .isEqualTo("jar-no-fork");
    assertThat(value(parent, release + "[artifactId='maven-javadoc-plugin']//goal"))
        .isEqualTo("jar");
    assertThat(value(parent, release + "[artifactId='maven-javadoc-plugin']//failOnError"))
        .isEqualTo("true");
  }
}
