package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.wirthforge.bridge.AccessToken;
import java.util.function.IntSupplier;

/**
 * The one that knocks at the server's own port, as a client would: where the acceptor has died, the
 * kernel goes on taking connections that nobody answers.
 */
final class Doorbell {

  private static final int TIMEOUT_MS = 2000;

  private final HttpClient http;
  private final String host;
  private final IntSupplier port;
  private final AccessToken token;

  /**
   * A bell.
   *
   * @param host what is listened on
   * @param port where; 0 while nothing is
   */
  Doorbell(Vertx vertx, String host, IntSupplier port, AccessToken token) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false).setConnectTimeout(TIMEOUT_MS));
    this.host = "0.0.0.0".equals(host) || "::".equals(host) ? "localhost" : host;
    this.port = port;
    this.token = token;
  }

  boolean isThere() {
    return port.getAsInt() != 0;
  }

  /** Whether anybody answers, be it with a refusal. */
  Future<Boolean> knock() {
    RequestOptions request =
        new RequestOptions()
            .setHost(host)
            .setPort(port.getAsInt())
            .setURI("/health/live")
            .setTimeout(TIMEOUT_MS)
            .putHeader("Authorization", "Bearer " + token.value());
    return http.request(request).compose(HttpClientRequest::send).map(true).otherwise(false);
  }

  Future<Void> close() {
    return http.close();
  }
}
