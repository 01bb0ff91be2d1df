package io.wirthforge.verticles.model;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.wirthforge.verticles.model.engine.FinishReason;
import io.wirthforge.verticles.model.engine.GeneratedToken;
import io.wirthforge.verticles.model.engine.Generation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One text of the embedded model: a step per token, each on time, others' steps between. */
final class EmbeddedText implements TokenSource.Running {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.decipher");
  private static final int PREFILL_STEP = 16;

  private final Vertx vertx;
  private final Context context;
  private final Generation generation;
  private final TokenRequest request;
  private final TokenRate rate;
  private final Throttle throttle;
  private final TokenSource.Sink sink;
  private long startNanos;
  private long chunks;
  private long tokens;
  private boolean over;

  EmbeddedText(
      Vertx vertx,
      Generation generation,
      TokenRequest request,
      TokenRate rate,
      Throttle throttle,
      TokenSource.Sink sink) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.generation = generation;
    this.request = request;
    this.rate = rate;
    this.throttle = throttle;
    this.sink = sink;
  }

  void begin() {
    context.runOnContext(go -> guarded(this::prefill));
  }

  @Override
  public void cancel() {
    end(TokenEnd.Reason.CANCELLED, null);
  }

  private void prefill() {
    if (generation.prefill(PREFILL_STEP)) {
      startNanos = System.nanoTime();
      step();
    } else {
      begin();
    }
  }

  private void step() {
    long workStart = System.nanoTime();
    GeneratedToken token = generation.next();
    if (token == null) {
      boolean full = generation.finishReason() == FinishReason.LENGTH;
      end(full ? TokenEnd.Reason.LENGTH : TokenEnd.Reason.STOP, null);
      return;
    }
    tokens += token.tokens();
    sink.chunk(chunkOf(token));
    long now = System.nanoTime();
    // What is lost to pressure is not made up for later.
    long held = throttle.extraNanos(rate.nanosFor(token.tokens(), now - workStart));
    startNanos += held;
    long wait = rate.isMax() ? held : rate.nanosUntil(tokens, startNanos, now);
    if (wait == 0) {
      context.runOnContext(go -> guarded(this::step));
    } else {
      vertx.timer(wait, TimeUnit.NANOSECONDS).onSuccess(due -> guarded(this::step));
    }
  }

  private TokenChunk chunkOf(GeneratedToken token) {
    List<TokenChunk.Candidate> top =
        token.top().stream()
            .map(each -> new TokenChunk.Candidate(each.text(), each.logprob()))
            .toList();
    return new TokenChunk(
        request.sessionId(),
        request.modelId(),
        chunks++,
        token.text(),
        token.tokens(),
        token.logprob(),
        top,
        System.nanoTime());
  }

  private void guarded(Runnable action) {
    if (over) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("session {} failed", request.sessionId(), e);
      end(TokenEnd.Reason.ERROR, "the embedded model failed");
    }
  }

  private void end(TokenEnd.Reason reason, @Nullable String message) {
    if (!over) {
      over = true;
      sink.end(new TokenEnd(request.sessionId(), request.modelId(), reason, tokens, message));
    }
  }
}
