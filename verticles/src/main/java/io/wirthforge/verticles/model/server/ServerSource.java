package io.wirthforge.verticles.model.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.List;

/** The source that lets a server on this machine write. Runs on the event loop that made it. */
public final class ServerSource implements TokenSource {

  private static final int MAX_CONNECTIONS = 256;

  private final Vertx vertx;
  private final HttpClient client;
  private final ServerUrl url;
  private final Dialect dialect;
  private final ServerModels models;
  private final ServerTimeouts timeouts;

  ServerSource(
      Vertx vertx, ServerUrl url, Dialect dialect, ServerModels models, ServerTimeouts timeouts) {
    this.vertx = vertx;
    this.client = client(vertx);
    this.url = url;
    this.dialect = dialect;
    this.models = models;
    this.timeouts = timeouts;
  }

  /** A client that follows nowhere and keeps what it can. */
  static HttpClient client(Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions().setDecompressionSupported(false).setTcpNoDelay(true),
        new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
  }

  @Override
  public List<ModelInfo> models() {
    return models.infos();
  }

  @Override
  public Running start(TokenRequest request, Sink sink) {
    ServerCall call =
        new ServerCall(vertx, client, new Target(url, dialect, models, timeouts), request, sink);
    call.begin();
    return call;
  }

  /** Where texts are written. */
  record Target(ServerUrl url, Dialect dialect, ServerModels models, ServerTimeouts timeouts) {}
}
