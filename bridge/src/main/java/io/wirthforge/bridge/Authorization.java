package io.wirthforge.bridge;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wirthforge.schemas.SafeText;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the application's {@link Authorizer}, if there is one; its silence permits nothing. */
final class Authorization {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");
  private static final int MAX_REASON_LENGTH = 256;

  private final Context context;
  private final Supplier<@Nullable Authorizer> authorizer;
  private final Set<String> channels;
  private final int timeoutMs;
  private final BridgeMetrics metrics;
  private final RateLimit failuresTold = new RateLimit(1, System.nanoTime());

  /** Answers will come on the calling context. */
  Authorization(
      Vertx vertx,
      Supplier<@Nullable Authorizer> authorizer,
      Set<String> channels,
      int timeoutMs,
      BridgeMetrics metrics) {
    this.context = vertx.getOrCreateContext();
    this.authorizer = authorizer;
    this.channels = channels;
    this.timeoutMs = timeoutMs;
    this.metrics = metrics;
  }

  /**
   * Asks what a client may see.
   *
   * @param decided gets null where the client is to be refused, which is counted already
   */
  void ask(ConnectRequest request, Consumer<@Nullable Permission> decided) {
    Authorizer asked = authorizer.get();
    if (asked == null) {
      decided.accept(Permission.everything());
      return;
    }
    answer(asked, request)
        .timeout(timeoutMs, TimeUnit.MILLISECONDS)
        .onComplete(answer -> context.runOnContext(go -> decided.accept(judged(answer))));
  }

  private static Future<Permission> answer(Authorizer asked, ConnectRequest request) {
    try {
      Future<Permission> answer = asked.authorize(request);
      return answer == null ? Future.failedFuture("the authorizer returned no future") : answer;
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private @Nullable Permission judged(AsyncResult<Permission> answer) {
    if (answer.failed()) {
      boolean late = answer.cause() instanceof TimeoutException;
      failed(late ? "authorizer_timeout" : "authorizer_failed", answer.cause());
      return null;
    }
    Permission permission = answer.result();
    if (permission == null || permission.isNothing()) {
      metrics.refused("permission");
      return null;
    }
    try {
      permission.check(channels);
      return permission;
    } catch (IllegalArgumentException e) {
      failed("authorizer_failed", e);
      return null;
    }
  }

  private void failed(String reason, Throwable cause) {
    metrics.refused(reason);
    if (failuresTold.allows(System.nanoTime())) {
      String why = SafeText.printable(String.valueOf(cause.getMessage())).replaceAll("\\s", " ");
      LOG.error(
          "nobody was let in, because the authorizer failed: {}",
          SafeText.cut(why, MAX_REASON_LENGTH));
    }
  }
}
