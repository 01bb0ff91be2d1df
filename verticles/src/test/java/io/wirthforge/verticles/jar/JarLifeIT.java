package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.verticles.FreePort;
import io.wirthforge.verticles.model.engine.EmbeddedModel;
import io.wirthforge.verticles.model.engine.GeneratedToken;
import io.wirthforge.verticles.model.engine.Generation;
import io.wirthforge.verticles.model.engine.GenerationOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar from its start to its end, with clients that nobody here wrote. */
class JarLifeIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void aPromptBecomesTheModelsOwnTextAtEveryClient() throws Exception {
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf("\"auth\":\"none\""))) {
      URI url = jar.awaitUrl();
      StreamReader first = StreamReader.connect(url);
      StreamReader second = StreamReader.connect(url);
      first.await(event -> type(event).equals("energy_update"));
      second.await(event -> type(event).equals("energy_update"));
      HttpResponse<String> answer =
          jar.post(
              url,
              "/prompt",
              "{\"prompt\":\"Emma said that\",\"parameters\":{\"seed\":7,\"max_tokens\":60}}");
      assertThat(answer.statusCode()).isEqualTo(202);
      String sessionId = JSON.readTree(answer.body()).get("sessionId").textValue();
      for (StreamReader reader : List.of(first, second)) {
        reader.await(event -> event.path("payload").path("isComplete").asBoolean());
        assertThat(reader.text(sessionId)).isEqualTo(textOfTheEngine());
        assertThat(type(reader.events().get(0))).isEqualTo("startup_complete");
        for (JsonNode event : reader.events()) {
          assertThat(EventCatalog.wirthforge().validator().validate(event)).isEmpty();
        }
      }
    }
  }

  @Test
  void withoutAPortTheNextFreeOneIsTaken() throws Exception {
    // Whoever holds 8145 meanwhile, we or another, it is not free.
    ServerSocket usual = occupy(8145);
    try (usual;
        RunningJar jar =
            RunningJar.start(
                directory, "-conf", "{\"log\":{\"directory\":\"" + directory + "\"}}")) {
      assertThat(jar.awaitUrl().getPort()).isBetween(8146, 8154);
    }
  }

  private static ServerSocket occupy(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress("127.0.0.1", port));
    } catch (BindException anotherHasIt) {
      assertThat(socket.isBound()).isFalse();
    }
    return socket;
  }

  @Test
  void aFileAndInlineJsonAreBothMergedOverTheDefaults() throws Exception {
    Path file = Files.writeString(directory.resolve("my.json"), conf("\"auth\":\"none\""));
    try (RunningJar jar = RunningJar.start(directory, "-conf", file.toString())) {
      URI url = jar.awaitUrl();
      assertThat(jar.get(url, "/health/ready").statusCode()).isEqualTo(200);
      assertThat(jar.get(url, "/models").body()).contains("austen-1m");
    }
  }

  @Test
  void filesInTheWorkingDirectoryAreNotServed() throws Exception {
    for (String place : List.of("web", "io/wirthforge/verticles/webroot", ".")) {
      Files.createDirectories(directory.resolve(place));
      Files.writeString(directory.resolve(place).resolve("index.html"), "not ours");
      Files.writeString(directory.resolve(place).resolve("secret.txt"), "not ours");
    }
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf("\"auth\":\"none\""))) {
      URI url = jar.awaitUrl();
      assertThat(jar.get(url, "/").body()).contains("WIRTHFORGE").doesNotContain("not ours");
      assertThat(jar.get(url, "/secret.txt").statusCode()).isEqualTo(404);
      assertThat(jar.get(url, "/web/secret.txt").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void sigtermClosesEveryClientWith1001AndEndsTheProcess() throws Exception {
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf("\"auth\":\"none\""))) {
      URI url = jar.awaitUrl();
      List<StreamReader> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(StreamReader.connect(url));
      }
      for (StreamReader reader : readers) {
        reader.await(event -> type(event).equals("energy_update"));
      }
      jar.terminate();
      for (StreamReader reader : readers) {
        assertThat(reader.awaitClose()).isEqualTo(1001);
      }
      jar.awaitExit();
    }
  }

  @Test
  void theStreamGoesOnWhereNoLogCanBeWritten() throws Exception {
    Path file = Files.writeString(directory.resolve("a-file"), "not a directory");
    String conf = conf("\"auth\":\"none\",\"log\":{\"directory\":\"" + file + "\"}");
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
      StreamReader reader = StreamReader.connect(jar.awaitUrl());
      reader.await(event -> type(event).equals("energy_update"));
    }
  }

  @Test
  void withATokenOnlyThePrintedUrlOpensTheDoor() throws Exception {
    try (RunningJar jar = RunningJar.start(directory, "-conf", conf("\"auth\":\"token\""))) {
      URI url = jar.awaitUrl();
      assertThat(url.getQuery()).startsWith("token=");
      URI base = URI.create("http://" + url.getAuthority() + "/");
      assertThat(jar.get(base, "/models").statusCode()).isEqualTo(403);
      HttpResponse<String> entry = jar.get(base, "/?" + url.getQuery());
      assertThat(entry.statusCode()).isEqualTo(303);
      assertThat(entry.headers().firstValue("Set-Cookie").orElse(""))
          .contains("HttpOnly")
          .contains("SameSite=Strict");
      try (var logs = Files.walk(directory)) {
        for (Path log : logs.filter(each -> each.toString().endsWith(".log")).toList()) {
          assertThat(Files.readString(log)).doesNotContain(url.getQuery().substring(6));
        }
      }
    }
  }

  private String conf(String more) throws Exception {
    String log = more.contains("\"log\"") ? "" : ",\"log\":{\"directory\":\"" + directory + "\"}";
    String model = ",\"model\":{\"source\":\"embedded\"}";
    return "{\"port\":" + FreePort.any() + "," + more + log + model + "}";
  }

  private static String type(JsonNode event) {
    return event.path("type").asText();
  }

  private static String textOfTheEngine() throws Exception {
    var options = new GenerationOptions(0.8, 0.95, 60, List.of(), 7);
    var generation = new Generation(EmbeddedModel.shipped(), "Emma said that", options);
    StringBuilder text = new StringBuilder();
    for (GeneratedToken token = generation.next(); token != null; token = generation.next()) {
      text.append(token.text());
    }
    return text.toString();
  }
}
