package io.wirthforge.verticles.jar;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A short life of the jar with all that a first visit uses: page, both modes, a few tokens. */
final class Rehearsal implements WebSocket.Listener {

  private static final long DEADLINE_SECONDS = 30;

  private static final Pattern FRAME =
      Pattern.compile("\"type\":\"frame\".*?\"frameNumber\":(\\d+)");

  private final StringBuilder message = new StringBuilder();
  private final CompletableFuture<Boolean> wholeText = new CompletableFuture<>();
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(true);

  private Rehearsal() {}

  /**
   * Starts the jar, visits it, and ends it in order.
   *
   * @param root where it is started
   * @param command starts it, without arguments of its own
   * @param work where it may write
   */
  static void of(Path root, List<String> command, Path work) throws Exception {
    Process process =
        new ProcessBuilder(configured(command, work))
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      CompletableFuture.supplyAsync(() -> urlOf(process.inputReader()))
          .thenAccept(Rehearsal::visit)
          .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      process.destroy();
      process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> configured(List<String> command, Path work) {
    String log = work.toString().replace('\\', '/');
    String conf =
        "{\"port\":0,\"model\":{\"source\":\"embedded\",\"tokensPerSecond\":\"max\"},"
            + "\"rewards\":{\"file\":null},\"log\":{\"directory\":\""
            + log
            + "\"}}";
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("-conf", conf));
    return all;
  }

  private static URI urlOf(BufferedReader lines) {
    return lines
        .lines()
        .filter(line -> line.startsWith("Open "))
        .map(line -> URI.create(line.substring("Open ".length())))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the jar did not start"));
  }

  private static void visit(URI url) {
    HttpClient http = HttpClient.newHttpClient();
    String token = url.getQuery() == null ? "" : url.getQuery().replace("token=", "");
    try {
      for (String path : List.of("/", "/health/ready", "/models")) {
        send(http, request(url.resolve(path), token));
      }
      Rehearsal frames = join(http, url, token, "wirthforge.frames.v1");
      Rehearsal events = join(http, url, token, "wirthforge.v1");
      String body = "{\"prompt\":\"Emma\",\"parameters\":{\"max_tokens\":3}}";
      send(
          http,
          request(url.resolve("/prompt"), token).POST(HttpRequest.BodyPublishers.ofString(body)));
      frames.wholeText.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      events.wholeText.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the jar was started, but " + e, e);
    }
  }

  private static HttpRequest.Builder request(URI uri, String token) {
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
  }

  private static void send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    http.send(request.build(), HttpResponse.BodyHandlers.discarding());
  }

  private static Rehearsal join(HttpClient http, URI url, String token, String mode) {
    Rehearsal client = new Rehearsal();
    http.newWebSocketBuilder()
        .subprotocols(mode)
        .header("Authorization", "Bearer " + token)
        .buildAsync(URI.create("ws://" + url.getAuthority() + "/ws"), client)
        .join();
    return client;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      if (message.indexOf("\"isComplete\":true") >= 0) {
        wholeText.complete(true);
      }
      Matcher frame = FRAME.matcher(message);
      if (frame.find()) {
        String ack = "{\"type\":\"ack\",\"frameNumber\":" + frame.group(1) + "}";
        sent = sent.thenCompose(free -> from.sendText(ack, true));
      }
      message.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    wholeText.completeExceptionally(error);
  }
}
