package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.verticles.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A look finds a model server where one is, and nothing where something else is. */
class ServerProbeTest {

  private static final List<Dialect> ALL = Dialect.all(false);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Eventually.done(vertx.close());
  }

  private Sighting look(WireDouble peer, long lookMs, List<Dialect> dialects) {
    ServerTimeouts timeouts = new ServerTimeouts(2_000, 1, 1, 1, lookMs);
    ServerProbe probe = new ServerProbe(vertx, ServerSource.client(vertx), timeouts);
    return Eventually.done(probe.look(ServerUrl.of(peer.url(), false), dialects));
  }

  private Sighting look(WireDouble peer) {
    return look(peer, 20_000, ALL);
  }

  private String absent(WireDouble peer, long lookMs) {
    Sighting sighting = look(peer, lookMs, ALL);
    assertThat(sighting).isInstanceOf(Sighting.Absent.class);
    return ((Sighting.Absent) sighting).words();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "llamacpp", "openai"})
  void whatAServerSpeaksAndHasIsFoundOut(String dialect) {
    WireDouble peer = WireDouble.start(vertx, dialect, "first:1b", "second");
    assertThat(look(peer))
        .isInstanceOfSatisfying(
            Sighting.Found.class,
            found -> {
              assertThat(found.dialect().source()).isEqualTo(dialect);
              assertThat(found.names()).containsExactly("first:1b", "second");
            });
    assertThat(peer.looks).allMatch(each -> each.head().contains("ost: 127.0.0.1:"));
  }

  @Test
  void aServerThatIsLoadingIsNotLost() {
    WireDouble peer = WireDouble.start(vertx, "llamacpp", "a");
    peer.loading(true);
    assertThat(look(peer)).isInstanceOf(Sighting.Loading.class);
    peer.loading(false);
    assertThat(look(peer)).isInstanceOf(Sighting.Found.class);
  }

  @Test
  void aServerWithoutModelsIsOfNoUse() {
    assertThat(absent(WireDouble.start(vertx, "ollama"), 20_000)).contains("no model");
  }

  @Test
  void nobodyIsNobody() {
    WireDouble peer = WireDouble.start(vertx, "ollama", "a");
    peer.down();
    assertThat(absent(peer, 20_000)).contains("answers to nobody");
  }

  @Test
  void aServerOfAnotherKindThanWasSaidIsNone() {
    WireDouble peer = WireDouble.start(vertx, "openai", "a");
    assertThat(look(peer, 20_000, List.of(ServerRig.dialect("ollama"))))
        .isInstanceOf(Sighting.Absent.class);
  }

  private WireDouble stranger(Consumer<NetSocket> answer) {
    WireDouble peer = WireDouble.start(vertx, "ollama", "a");
    peer.answerWith(
        socket -> {
          socket.exceptionHandler(reset -> socket.close());
          socket.handler(bytes -> answer.accept(socket));
        });
    return peer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
        "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"status\":\"UP\"}",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n",
        "220 mail ready\r\n",
        "\u0000\u0001\u0002",
      })
  void whateverElseAnswersIsNoModelServer(String answer) {
    assertThat(absent(stranger(socket -> socket.write(answer)), 2_000)).isNotBlank();
  }

  @Test
  void anAnswerThatNeverEndsOrNeverComesTakesNoLongerThanALook() {
    assertThat(absent(stranger(socket -> {}), 100)).contains("in time");
    String endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat(3 << 20);
    assertThat(absent(stranger(socket -> socket.write(endless)), 2_000)).isNotBlank();
  }

  @Test
  void modelsThatOnlyEmbedOrRunElsewhereAreLeftOut() throws IOException {
    JsonNode tags =
        JsonMappers.BACKEND.readTree(
            """
            {"models": [
              {"name": "embed", "details": {"family": "nomic-bert"}},
              {"name": "far:cloud", "remote_host": "https://ollama.com"},
              {"name": "near", "details": {"family": "qwen3"}},
              {"name": ""}, {"name": "a\\nb"}, {"name": 5}, {}, {"name": "near"}
            ]}
            """);
    assertThat(new OllamaDialect(false).modelNames(tags)).containsExactly("near");
    assertThat(new OllamaDialect(true).modelNames(tags)).containsExactly("far:cloud", "near");
  }
}
