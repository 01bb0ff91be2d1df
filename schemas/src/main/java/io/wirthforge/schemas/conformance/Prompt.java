package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A text that the server was asked for, so that there is one to judge. */
final class Prompt {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int MAX_TOKENS = 2_000;
  private static final int ACCEPTED = 202;

  private final ConformanceSettings settings;
  private final URI url;
  private final String sessionId;

  private Prompt(ConformanceSettings settings, URI url, String sessionId) {
    this.settings = settings;
    this.url = url;
    this.sessionId = sessionId;
  }

  /**
   * Asks; null where nothing is to be asked.
   *
   * @throws IOException with words for people where it is refused
   */
  static @Nullable Prompt ask(ConformanceSettings settings) throws IOException {
    URI url = settings.promptUrl();
    if (url == null) {
      return null;
    }
    JsonNode body =
        JSON.createObjectNode()
            .put("prompt", settings.prompt())
            .set("parameters", JSON.createObjectNode().put("max_tokens", MAX_TOKENS));
    HttpResponse<String> answer = post(settings, url, body);
    JsonNode json =
        answer.statusCode() == ACCEPTED ? JSON.readTree(answer.body()) : JSON.nullNode();
    String sessionId = json.path("sessionId").asText();
    if (sessionId.isEmpty()) {
      throw new IOException(
          "the prompt was answered by " + answer.statusCode() + ", not by 202 and a sessionId");
    }
    return new Prompt(settings, url, sessionId);
  }

  /** Ends the text, and looks whether its end is told. */
  Finding end(Watcher watcher) throws IOException {
    post(settings, url.resolve("stop"), JSON.createObjectNode().put("sessionId", sessionId));
    boolean ended = watcher.await(() -> isEnded(watcher.transcript()));
    Finding texts = ContentJudge.texts(watcher.transcript());
    if (texts.outcome() == Outcome.FAIL) {
      return texts;
    }
    return ended
        ? Finding.pass("what was asked for ended when it was stopped")
        : Finding.fail("the text that was asked for, and stopped, never ended");
  }

  private boolean isEnded(Transcript transcript) {
    return transcript.events("token_stream").stream()
        .map(Transcript.Told::payload)
        .anyMatch(
            text ->
                text.path("sessionId").asText().equals(sessionId)
                    && text.path("isComplete").asBoolean());
  }

  private static HttpResponse<String> post(ConformanceSettings settings, URI url, JsonNode body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofMillis(Watcher.LIMIT_MS))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (settings.address().token() != null) {
      request.header("Authorization", "Bearer " + settings.address().token());
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new ConnectException("nothing listens on " + url.getAuthority() + " for prompts");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
