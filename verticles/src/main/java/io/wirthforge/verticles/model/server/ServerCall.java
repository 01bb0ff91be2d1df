package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The request for one text: sends it, feeds the answer, minds the time, and resets when somebody
 * stops it. Never pauses the response: a chunk's arrival is when the socket had it.
 */
final class ServerCall implements TokenSource.Running, TokenSource.Sink {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.model");
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final int MAX_TAIL_BYTES = 64 << 10;
  private static final long TAIL_MS = 1_000;
  private static final long MILLION = 1_000_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final ServerSource.Target target;
  private final TokenRequest request;
  private final TokenSource.Sink sink;
  private final ServerWords words;
  private final ServerAnswer answer;
  private @Nullable HttpClientRequest open;
  private long timer = -1;
  private long lastSignNanos;
  private long lastTokenNanos;
  private long tailBytes;
  private boolean isBodyOver;

  ServerCall(
      Vertx vertx,
      HttpClient client,
      ServerSource.Target target,
      TokenRequest request,
      TokenSource.Sink sink) {
    this.vertx = vertx;
    this.client = client;
    this.target = target;
    this.request = request;
    this.sink = sink;
    this.words = new ServerWords(target.models().detail(), request);
    this.answer = new ServerAnswer(request, this, words, target.dialect());
  }

  void begin() {
    send(true);
  }

  @Override
  public void cancel() {
    answer.end(TokenEnd.Reason.CANCELLED, null);
    reset();
  }

  @Override
  public void chunk(TokenChunk chunk) {
    lastTokenNanos = chunk.arrivalNanos();
    if (chunk.seq() == 0) { // From here on less silence is borne.
      vertx.cancelTimer(timer);
      arm();
    }
    sink.chunk(chunk);
  }

  @Override
  public void end(TokenEnd end) {
    vertx.cancelTimer(timer);
    if (end.tokens() > 0) {
      target.models().learned(request.modelId(), answer.hasLogprobs());
    }
    sink.end(end);
  }

  private void send(boolean mayRetry) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(target.url().host())
            .setPort(target.url().port())
            .setURI(target.dialect().textPath(target.url()))
            .setConnectTimeout(target.timeouts().connectMs())
            .putHeader("Host", target.url().authority())
            .putHeader("Content-Type", "application/json");
    client
        .request(options)
        .onSuccess(opened -> ask(opened, mayRetry))
        .onFailure(failure -> answer.end(TokenEnd.Reason.ERROR, words.unreachable()));
  }

  private void ask(HttpClientRequest opened, boolean mayRetry) {
    // Its response says the same, and may be asked for a second time.
    opened.exceptionHandler(failure -> LOG.debug("a request ended: {}", failure.getClass()));
    if (answer.isOver()) {
      opened.reset();
      return;
    }
    open = opened;
    lastSignNanos = System.nanoTime();
    lastTokenNanos = lastSignNanos;
    arm();
    opened.response().onSuccess(this::respond).onFailure(failure -> lostUnanswered(mayRetry));
    opened.end(body());
  }

  private Buffer body() {
    try {
      return Buffer.buffer(
          JsonMappers.BACKEND.writeValueAsBytes(
              target
                  .dialect()
                  .body(request, String.valueOf(target.models().nameOf(request.modelId())))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request that JSON can't hold");
    }
  }

  /** A pooled connection may have been closed by the server just then: that says nothing of it. */
  private void lostUnanswered(boolean mayRetry) {
    vertx.cancelTimer(timer);
    if (answer.isOver()) {
      return;
    }
    if (mayRetry) {
      send(false);
    } else {
      answer.end(TokenEnd.Reason.ERROR, words.hungUp());
    }
  }

  private void respond(HttpClientResponse response) {
    sign();
    String type = Objects.requireNonNullElse(response.getHeader("Content-Type"), "");
    boolean isJson = target.dialect().isSse() && type.startsWith("application/json");
    response.exceptionHandler(failure -> broken());
    if (response.statusCode() != 200 || isJson) {
      readError(response, type);
    } else if (type.startsWith("text/html")) {
      answer.end(TokenEnd.Reason.ERROR, words.notAStream(type));
      reset();
    } else {
      response.handler(this::read);
      response.endHandler(end -> bodyOver());
    }
  }

  private void read(Buffer bytes) {
    long now = System.nanoTime();
    lastSignNanos = now;
    if (answer.isOver()) {
      tailBytes += bytes.length();
      if (tailBytes > MAX_TAIL_BYTES) {
        reset();
      }
      return;
    }
    target.models().sign(now);
    answer.bytes(bytes.getBytes(), now);
    if (answer.isOver()) {
      letRunOut();
    }
  }

  private void bodyOver() {
    isBodyOver = true;
    answer.finish(System.nanoTime(), words.endedWithoutReason());
  }

  private void broken() {
    answer.finish(System.nanoTime(), words.brokeOff());
  }

  /** A connection whose answer is read to its end can be used again. */
  private void letRunOut() {
    timer =
        vertx.setTimer(
            TAIL_MS,
            due -> {
              if (!isBodyOver) {
                reset();
              }
            });
  }

  private void readError(HttpClientResponse response, String type) {
    Buffer body = Buffer.buffer();
    response.handler(
        bytes -> {
          sign();
          body.appendBuffer(bytes);
          if (body.length() > MAX_ERROR_BYTES) {
            answer.end(TokenEnd.Reason.ERROR, errorWords(response, type, ""));
            reset();
          }
        });
    response.endHandler(
        end -> {
          isBodyOver = true;
          answer.end(TokenEnd.Reason.ERROR, errorWords(response, type, body.toString()));
        });
  }

  private String errorWords(HttpClientResponse response, String type, String body) {
    boolean isError = response.statusCode() != 200 || body.contains("\"error\"");
    return isError
        ? words.status(response.statusCode(), body, answer.recentText())
        : words.notAStream(type);
  }

  private void sign() {
    lastSignNanos = System.nanoTime();
    target.models().sign(lastSignNanos);
  }

  private void arm() {
    long now = System.nanoTime();
    long silent = (now - lastSignNanos) / MILLION;
    long wordless = (now - lastTokenNanos) / MILLION;
    long dueMs = Math.min(maxSilenceMs() - silent, target.timeouts().talkMs() - wordless);
    timer = vertx.setTimer(Math.max(1, dueMs), due -> mindTheTime());
  }

  private long maxSilenceMs() {
    return answer.tokens() > 0 ? target.timeouts().silenceMs() : target.timeouts().firstTokenMs();
  }

  private void mindTheTime() {
    long now = System.nanoTime();
    boolean isSilent = now - lastSignNanos >= maxSilenceMs() * MILLION;
    boolean isWordless = now - lastTokenNanos >= target.timeouts().talkMs() * MILLION;
    if (isSilent || isWordless) {
      long ms = isSilent ? maxSilenceMs() : target.timeouts().talkMs();
      answer.finish(now, words.silent(ms));
      reset();
    } else {
      arm();
    }
  }

  private void reset() {
    HttpClientRequest current = open;
    if (current != null) {
      current.reset();
    }
  }
}
