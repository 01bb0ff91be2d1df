package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticle that runs one token source; for the embedded one it must be a worker. */
final class ModelVerticle extends VerticleBase implements TokenSource.Sink {

  private record Key(String sessionId, String modelId) {}

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.decipher");
  private static final TokenSource.Running NOT_STARTED = () -> {};

  private final String name;
  private final Function<Vertx, TokenSource> sources;
  private final Map<Key, TokenSource.Running> running = new HashMap<>();
  private TokenSource source;
  private List<MessageConsumer<?>> consumers = List.of();

  /**
   * A verticle without texts yet.
   *
   * @param name what texts for this source are addressed to
   * @param sources makes the source when the verticle starts; may take its time on a worker
   */
  ModelVerticle(String name, Function<Vertx, TokenSource> sources) {
    this.name = name;
    this.sources = sources;
  }

  @Override
  public Future<?> start() {
    source = sources.apply(vertx);
    consumers =
        List.of(
            vertx
                .eventBus()
                .localConsumer(
                    AppAddresses.modelStart(name), (Message<TokenRequest> m) -> begin(m.body())),
            vertx
                .eventBus()
                .localConsumer(AppAddresses.MODEL_CANCEL, (Message<String> m) -> cancel(m.body())),
            vertx
                .eventBus()
                .localConsumer(
                    SystemAddresses.PRESSURE,
                    (Message<JsonObject> m) -> source.pressure(m.body().getDouble("pace"))));
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    consumers.forEach(MessageConsumer::unregister);
    List.copyOf(running.entrySet()).forEach(text -> cancel(text.getKey(), text.getValue()));
    return Future.succeededFuture();
  }

  @Override
  public void chunk(TokenChunk chunk) {
    if (!running.containsKey(new Key(chunk.sessionId(), chunk.modelId()))) {
      return;
    }
    vertx.eventBus().publish(AppAddresses.MODEL_CHUNK, chunk, LocalDelivery.BY_REFERENCE);
  }

  @Override
  public void end(TokenEnd end) {
    // Whatever a source does: one end, and nothing after it.
    if (running.remove(new Key(end.sessionId(), end.modelId())) == null) {
      return;
    }
    vertx.eventBus().publish(AppAddresses.MODEL_END, end, LocalDelivery.BY_REFERENCE);
  }

  private void begin(TokenRequest request) {
    Key key = new Key(request.sessionId(), request.modelId());
    // Before it starts: a source may end a text at once.
    running.put(key, NOT_STARTED);
    try {
      TokenSource.Running text = source.start(request, this);
      running.replace(key, NOT_STARTED, text);
    } catch (RuntimeException e) {
      // Not its message: what a source says may quote what it was asked.
      LOG.error("session {} could not start: {}", request.sessionId(), e.getClass().getName());
      end(
          new TokenEnd(
              request.sessionId(),
              request.modelId(),
              TokenEnd.Reason.ERROR,
              0,
              "the model could not start"));
    }
  }

  private void cancel(String sessionId) {
    for (Map.Entry<Key, TokenSource.Running> text : List.copyOf(running.entrySet())) {
      if (text.getKey().sessionId().equals(sessionId)) {
        cancel(text.getKey(), text.getValue());
      }
    }
  }

  private void cancel(Key key, TokenSource.Running text) {
    try {
      text.cancel();
    } catch (RuntimeException e) {
      LOG.error("session {} could not be stopped: {}", key.sessionId(), e.getClass().getName());
      end(
          new TokenEnd(
              key.sessionId(),
              key.modelId(),
              TokenEnd.Reason.ERROR,
              0,
              "the model could not be stopped"));
    }
  }
}
