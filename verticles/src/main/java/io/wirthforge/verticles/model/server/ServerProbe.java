package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/** What looks whether a model server answers at an address, and which kind it is. */
final class ServerProbe {

  private static final String NOBODY = "answers to nobody";
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final Answer NONE = new Answer(0, MissingNode.getInstance());

  private final Vertx vertx;
  private final HttpClient client;
  private final ServerTimeouts timeouts;

  ServerProbe(Vertx vertx, HttpClient client, ServerTimeouts timeouts) {
    this.vertx = vertx;
    this.client = client;
    this.timeouts = timeouts;
  }

  /** A status, 0 if nothing came, and the JSON object that came with it, if one did. */
  private record Answer(int status, JsonNode body) {}

  /** Looks; never fails, and takes no longer than a look may. */
  Future<Sighting> look(ServerUrl url, List<Dialect> dialects) {
    Promise<Sighting> found = Promise.promise();
    long timer =
        vertx.setTimer(
            timeouts.lookMs(),
            due -> found.tryComplete(new Sighting.Absent("does not answer in time", false)));
    next(url, dialects, 0).onSuccess(found::tryComplete).onFailure(found::tryFail);
    return found
        .future()
        .otherwise(failure -> new Sighting.Absent("can't be asked", false))
        .onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<Sighting> next(ServerUrl url, List<Dialect> dialects, int at) {
    if (at >= dialects.size()) {
      return absent("is no model server that is known here", true);
    }
    Dialect dialect = dialects.get(at);
    return get(url, dialect.healthPath(url))
        .compose(
            health -> {
              if (health.status() == 0) {
                return absent(NOBODY, true);
              }
              if (health.status() == 401) {
                return absent("wants a key, which can't be given", true);
              }
              if (health.status() == 503 && dialect.loadsAloud()) {
                return Future.succeededFuture(new Sighting.Loading(dialect));
              }
              return health.status() == 200 && dialect.isHealth(health.body())
                  ? models(url, dialect)
                  : next(url, dialects, at + 1);
            });
  }

  private Future<Sighting> models(ServerUrl url, Dialect dialect) {
    return get(url, dialect.modelsPath(url))
        .map(
            answer -> {
              if (answer.status() == 0) {
                return new Sighting.Absent(NOBODY, true); // It went while it was looked at.
              }
              List<String> names = dialect.modelNames(answer.body());
              return names.isEmpty()
                  ? new Sighting.Absent("has no model that can write", true)
                  : new Sighting.Found(dialect, names);
            });
  }

  private static Future<Sighting> absent(String words, boolean isCertain) {
    return Future.succeededFuture(new Sighting.Absent(words, isCertain));
  }

  private Future<Answer> get(ServerUrl url, String path) {
    RequestOptions options =
        new RequestOptions()
            .setHost(url.host())
            .setPort(url.port())
            .setURI(path)
            .setConnectTimeout((int) Math.min(timeouts.connectMs(), timeouts.lookMs()))
            .setIdleTimeout(timeouts.lookMs())
            .putHeader("Host", url.authority());
    return client.request(options).compose(this::send).otherwise(NONE);
  }

  private Future<Answer> send(HttpClientRequest request) {
    Promise<Answer> answered = Promise.promise();
    request.exceptionHandler(failure -> answered.tryComplete(NONE));
    request
        .send()
        .onSuccess(response -> read(request, response, answered))
        .onFailure(failure -> answered.tryComplete(NONE));
    return answered.future();
  }

  private static void read(
      HttpClientRequest request, HttpClientResponse response, Promise<Answer> answered) {
    Buffer body = Buffer.buffer();
    int status = response.statusCode();
    response.exceptionHandler(failure -> answered.tryComplete(NONE));
    response.handler(
        bytes -> {
          body.appendBuffer(bytes);
          if (body.length() > MAX_ANSWER_BYTES) {
            answered.tryComplete(new Answer(status, MissingNode.getInstance()));
            request.reset();
          }
        });
    response.endHandler(end -> answered.tryComplete(new Answer(status, tree(body.toString()))));
  }

  private static JsonNode tree(String body) {
    JsonNode object = JsonRecords.object(body);
    return object == null ? MissingNode.getInstance() : object;
  }
}
