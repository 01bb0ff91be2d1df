package io.wirthforge.verticles.model.server;

import static io.wirthforge.verticles.model.server.ServerRig.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says is passed on, but for what was asked and what was written. */
class ServerWordsTest {

  private static final TokenRequest REQUEST =
      new TokenRequest(
          "s", "m", CANARY + " said to\nMrs. Bennet", 1, 1, 9, List.of("halt here!"), null);

  private final ServerWords words = new ServerWords("Ollama at http://127.0.0.1:1", REQUEST);

  @Test
  void itsOwnWordsArePassedOnInOneShortLine() {
    assertThat(words.failed("model \"x\"\r\n not found", ""))
        .isEqualTo("Ollama at http://127.0.0.1:1 failed: model \"x\"  not found");
    assertThat(words.failed("y".repeat(1_000_000), "")).hasSizeLessThan(300);
    assertThat(words.failed("\u001b[31mred", "")).doesNotContain("\u001b");
    assertThat(words.failed(" ", "")).isEqualTo("Ollama at http://127.0.0.1:1 failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad input: Kanarienvogel said to",
        "bad input: 'KANARIENVOGEL'",
        "can't parse \"Kanarienvogel said to\\nMrs. Bennet\"",
        "at 'said to\\nMrs. Bennet'",
        "stop halt here! is too long",
        "raw output: once upon a time there",
      })
  void wordsThatQuoteAreNot(String quoting) {
    assertThat(words.failed(quoting, "It was once upon a time there"))
        .isEqualTo("Ollama at http://127.0.0.1:1 failed");
    String body = new JsonObject().put("error", quoting).encode();
    assertThat(words.status(400, body, "once upon a time there"))
        .isEqualTo("Ollama at http://127.0.0.1:1 failed");
  }

  @ParameterizedTest
  @CsvSource({
    "401, wants a key",
    "403, host name",
    "404, no such model",
    "429, too much to do",
    "503, loading",
    "500, answered with status 500",
    "302, answered with status 302",
  })
  void aStatusWithoutWordsIsExplained(int status, String explanation) {
    for (String body : List.of("", "{}", "<html>" + CANARY, "{\"error\":5}", "{\"error\":\"\"}")) {
      assertThat(words.status(status, body, "")).contains(explanation).doesNotContain(CANARY);
    }
  }

  @Test
  void aTypeOfContentIsNamedButNotItsParameters() {
    assertThat(words.notAStream("text/html; charset=" + CANARY)).contains("text/html;");
    assertThat(words.notAStream("text/html; charset=" + CANARY)).doesNotContain(CANARY);
    assertThat(words.notAStream("")).contains("no stream of text");
  }

  @Test
  void nothingThatIsPrintedHoldsText() {
    assertThat(new Piece.Failure(CANARY).toString()).doesNotContain(CANARY);
    assertThat(
            new Piece.Text(
                    CANARY,
                    1,
                    null,
                    List.of(),
                    io.wirthforge.verticles.model.TokenChunk.Phase.ANSWER)
                .toString())
        .doesNotContain(CANARY);
  }
}
