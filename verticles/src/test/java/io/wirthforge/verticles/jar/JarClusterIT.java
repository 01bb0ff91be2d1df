package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wirthforge.verticles.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with {@code -cluster}, started twice on one machine. */
class JarClusterIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SHIPPED = Path.of("..", "conf", "cluster.xml");

  @TempDir Path directory;

  @Test
  void whatOneWritesIsReadAtTheOther() throws Exception {
    int first = FreePort.any();
    int second = FreePort.any();
    String members = "<member>127.0.0.1:" + first + "</member><member>127.0.0.1:" + second;
    Path oneFile = cluster("one.xml", first, members + "</member>");
    Path otherFile = cluster("other.xml", second, members + "</member>");
    try (RunningJar one = RunningJar.startClustered(directory, oneFile, "-conf", conf("a"));
        RunningJar other = RunningJar.startClustered(directory, otherFile, "-conf", conf("b"))) {
      URI writer = one.awaitUrl();
      URI reader = other.awaitUrl();
      awaitWell(one, writer);
      awaitWell(other, reader);
      StreamReader stream = StreamReader.connect(reader);
      stream.await(event -> event.at("/payload/modelId").asText().equals("austen-1m-a"));
      stream.await(event -> event.at("/payload/modelId").asText().equals("austen-1m-b"));
      StreamReader beside = StreamReader.connect(writer);
      beside.await(event -> event.at("/type").asText().equals("energy_update"));
      String prompt =
          "{\"prompt\":\"Emma said that\",\"parameters\":{\"seed\":7,\"max_tokens\":60}}";
      String sessionId =
          JSON.readTree(one.post(writer, "/prompt", prompt).body()).get("sessionId").textValue();
      stream.await(event -> isEnd(event, sessionId));
      beside.await(event -> isEnd(event, sessionId));
      assertThat(stream.text(sessionId)).isNotEmpty().isEqualTo(beside.text(sessionId));
      long announcements =
          stream.events().stream()
              .filter(event -> event.at("/type").asText().equals("startup_complete"))
              .count();
      assertThat(announcements).isEqualTo(1);
      assertThat(stream.events().get(0).at("/payload/model").asText()).isEqualTo("austen-1m-b");
    }
  }

  @Test
  void anotherClustersPortIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Path file = cluster("taken.xml", taken.getLocalPort(), "<member>127.0.0.1</member>");
      try (RunningJar jar = RunningJar.startClustered(directory, file, "-conf", conf("a"))) {
        assertThat(jar.awaitExit()).isNotZero();
        assertThat(jar.err().strip())
            .contains("-cluster: no port of the cluster's is free")
            .contains("" + taken.getLocalPort())
            .hasLineCount(1);
      }
    }
  }

  @Test
  void aConfigurationThatIsNotThereIsNotReplacedByOneThatLooksForOthersEverywhere()
      throws Exception {
    Path missing = directory.resolve("clutser.xml");
    try (RunningJar jar = RunningJar.startClustered(directory, missing, "-conf", conf("a"))) {
      assertThat(jar.awaitExit()).isNotZero();
      assertThat(jar.err().strip()).contains("no file " + missing).hasLineCount(1);
    }
  }

  @Test
  void theJarThatIsBuiltByDefaultSaysHowToBuildOneThatCanCluster() throws Exception {
    try (RunningJar jar = RunningJar.start(directory, "-cluster", "-conf", conf("a"))) {
      assertThat(jar.awaitExit()).isNotZero();
      assertThat(jar.err().strip()).contains("-Pcluster").hasLineCount(1);
    }
  }

  private static boolean isEnd(JsonNode event, String sessionId) {
    return event.at("/payload/sessionId").asText().equals(sessionId)
        && event.at("/payload/isComplete").asBoolean();
  }

  /** Waits until a node is ready and not alone. */
  private static void awaitWell(RunningJar jar, URI url) throws Exception {
    JsonNode check = JSON.nullNode();
    for (int i = 0; i < 3_000; i++) {
      for (JsonNode each : JSON.readTree(jar.get(url, "/health").body()).path("checks")) {
        if (each.path("name").asText().equals("cluster")) {
          check = each;
        }
      }
      if (check.path("status").asText().equals("UP") && check.path("reason").isMissingNode()) {
        return;
      }
    }
    throw new AssertionError("the cluster is not well: " + check);
  }

  /** The file that is shipped, with other ports. */
  private Path cluster(String name, int port, String members) throws Exception {
    String shipped = Files.readString(SHIPPED);
    String here =
        shipped
            .replace(
                "<cluster-name>wirthforge<", "<cluster-name>test-" + directory.hashCode() + "<")
            .replace(
                "auto-increment=\"true\" port-count=\"8\">5701<",
                "auto-increment=\"false\">" + port + "<")
            .replace("<member>127.0.0.1</member>", members);
    assertThat(here).isNotEqualTo(shipped);
    return Files.writeString(directory.resolve(name), here);
  }

  private String conf(String node) {
    return "{\"port\":0,\"auth\":\"none\",\"model\":{\"source\":\"embedded\"},"
        + "\"cluster\":{\"node\":\""
        + node
        + "\"},\"log\":{\"directory\":\""
        + directory.resolve("logs-" + node)
        + "\"}}";
  }
}
