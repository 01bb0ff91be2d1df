package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The browser client as an application serves it. */
class ClasspathFilesTest {

  private record Answer(int status, String type, String body) {}

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Router router = Router.router(vertx);
    router.route("/client/*").handler(FrameBridge.client());
    Router below = Router.router(vertx);
    below.route("/client/*").handler(FrameBridge.client());
    router.route("/below/*").subRouter(below);
    server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void closeVertx() throws Exception {
    await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({
    "wirthforge.js, export function connect",
    "wirthforge.min.js, @wirthforge/client",
    "stream.js, export class Stream",
    "react.js, useChannel"
  })
  void scriptsAreServedAsScripts(String file, String part) throws Exception {
    Answer answer = get("/client/" + file);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).startsWith("text/javascript");
    assertThat(answer.body()).contains(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/client/", "/below/client/"})
  void theDirectoryStandsForTheClient(String path) throws Exception {
    assertThat(get(path).body()).contains("export function connect");
    assertThat(get(path + "stream.js").body()).contains("export class Stream");
  }

  @Test
  void typesAreServedBesideThem() throws Exception {
    assertThat(get("/client/wirthforge.d.ts").body()).contains("export declare function connect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/client/FrameBridge.class",
        "/client/nothing.js",
        "/client/a//wirthforge.js",
        "/client/wirthforge",
        "/client/%77irthforge.js%00",
        "/client/../FrameBridge.class",
        "/client/..%2FFrameBridge.class",
        "/client/.npmrc"
      })
  void nothingElseIsServed(String path) throws Exception {
    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void whatABrowserHasIsNotSentAgain() throws Exception {
    HttpClientResponse first = ask(HttpMethod.GET, "/client/wirthforge.js", "none");
    String tag = first.getHeader("ETag");
    assertThat(tag).matches("\"[0-9a-f]{16}\"");
    assertThat(first.getHeader("Cache-Control")).isEqualTo("no-cache");

    HttpClientResponse again = ask(HttpMethod.GET, "/client/wirthforge.js", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(ask(HttpMethod.GET, "/client/stream.js", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void aHeadIsTheSameWithoutTheFileAndAPostIsNone() throws Exception {
    HttpClientResponse head = ask(HttpMethod.HEAD, "/client/wirthforge.js", "none");
    int length = get("/client/wirthforge.js").body().getBytes(UTF_8).length;

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.getHeader("Content-Length")).isEqualTo(Integer.toString(length));
    assertThat(ask(HttpMethod.POST, "/client/wirthforge.js", "none").statusCode()).isEqualTo(404);
  }

  private HttpClientResponse ask(HttpMethod method, String path, String kept) throws Exception {
    return await(
        client
            .request(method, server.actualPort(), "127.0.0.1", path)
            .compose(
                request ->
                    // Read as it comes: a body that is asked for later may be over.
                    request
                        .putHeader("If-None-Match", kept)
                        .send()
                        .compose(response -> response.body().map(all -> response))));
  }

  private Answer get(String path) throws Exception {
    return await(
        client
            .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", path)
            .compose(request -> request.send().compose(ClasspathFilesTest::read)));
  }

  private static Future<Answer> read(HttpClientResponse response) {
    String type = String.valueOf(response.getHeader("Content-Type"));
    return response.body().map(body -> new Answer(response.statusCode(), type, body.toString()));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
