package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.wirthforge.bridge.FrameAggregatorVerticle;
import io.wirthforge.bridge.LocalDelivery;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a source does, each text has one end on the bus. */
class ModelVerticleTest {

  private final Vertx vertx = Vertx.vertx();
  private final List<TokenEnd> ends = new CopyOnWriteArrayList<>();
  private final FakeSource source = new FakeSource();
  private String deployment = "";

  /** Does as the model's name says. */
  private static final class FakeSource implements TokenSource {
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    final List<String> started = new CopyOnWriteArrayList<>();

    @Override
    public List<ModelInfo> models() {
      return List.of();
    }

    @Override
    public Running start(TokenRequest request, Sink sink) {
      started.add(request.sessionId() + "/" + request.modelId());
      if (request.modelId().equals("fails")) {
        throw new IllegalStateException("no such thing as " + request.prompt());
      }
      if (request.modelId().equals("at-once")) {
        end(request, sink, TokenEnd.Reason.STOP);
      }
      if (request.modelId().equals("twice")) {
        end(request, sink, TokenEnd.Reason.STOP);
        sink.chunk(new TokenChunk(request.sessionId(), "twice", 0, "late", 1, null, List.of(), 0));
        end(request, sink, TokenEnd.Reason.ERROR);
      }
      return () -> {
        cancelled.add(request.sessionId() + "/" + request.modelId());
        if (request.modelId().equals("cant-stop")) {
          throw new IllegalStateException("no stopping " + request.prompt());
        }
        end(request, sink, TokenEnd.Reason.CANCELLED);
      };
    }

    private static void end(TokenRequest request, Sink sink, TokenEnd.Reason reason) {
      sink.end(new TokenEnd(request.sessionId(), request.modelId(), reason, 0, null));
    }
  }

  @BeforeEach
  void deploy() {
    Eventually.done(vertx.deployVerticle(new FrameAggregatorVerticle())); // Brings the codec.
    vertx
        .eventBus()
        .localConsumer(AppAddresses.MODEL_END, (Message<TokenEnd> m) -> ends.add(m.body()));
    deployment = Eventually.done(vertx.deployVerticle(new ModelVerticle("fake", on -> source)));
  }

  @AfterEach
  void close() {
    Eventually.done(vertx.close());
  }

  private void start(String session, String model) {
    int before = source.started.size();
    vertx
        .eventBus()
        .send(
            AppAddresses.modelStart("fake"),
            new TokenRequest(session, model, "canary", 1, 1, 1, List.of(), null),
            LocalDelivery.BY_REFERENCE);
    Eventually.until("the start", () -> source.started.size() > before);
  }

  private void cancel(String session) {
    vertx.eventBus().send(AppAddresses.MODEL_CANCEL, session, LocalDelivery.BY_REFERENCE);
  }

  private void awaitEnds(int count) {
    Eventually.until(count + " ends", () -> ends.size() >= count);
  }

  @Test
  void cancellingASessionEndsTheTextsOfAllItsModelsAndOfNoOther() {
    start("a", "one");
    start("a", "two");
    start("b", "one");
    cancel("a");
    awaitEnds(2);
    assertThat(source.cancelled).containsExactlyInAnyOrder("a/one", "a/two");
    cancel("b");
    awaitEnds(3);
    assertThat(ends)
        .extracting(TokenEnd::sessionId, TokenEnd::modelId)
        .containsExactlyInAnyOrder(tuple("a", "one"), tuple("a", "two"), tuple("b", "one"));
  }

  @Test
  void aSourceThatThrowsMakesAnErrorThatDoesNotRepeatThePrompt() {
    start("a", "fails");
    awaitEnds(1);
    assertThat(ends.get(0).reason()).isEqualTo(TokenEnd.Reason.ERROR);
    assertThat(ends.get(0).message()).isEqualTo("the model could not start");
  }

  @Test
  void aTextThatEndsAtOnceIsNotCancelledLater() {
    start("a", "at-once");
    awaitEnds(1);
    cancel("a");
    start("b", "at-once");
    awaitEnds(2);
    assertThat(source.cancelled).isEmpty();
  }

  @Test
  void aSourceThatEndsTwiceOrGoesOnAfterItsEndIsHeardOnce() {
    List<TokenChunk> chunks = new CopyOnWriteArrayList<>();
    vertx
        .eventBus()
        .localConsumer(AppAddresses.MODEL_CHUNK, (Message<TokenChunk> m) -> chunks.add(m.body()));
    start("a", "twice");
    start("b", "at-once");
    awaitEnds(2);
    assertThat(ends)
        .extracting(TokenEnd::sessionId, TokenEnd::reason)
        .containsExactly(tuple("a", TokenEnd.Reason.STOP), tuple("b", TokenEnd.Reason.STOP));
    assertThat(chunks).isEmpty();
  }

  @Test
  void cancellingASessionThatIsNotThereHarmsNothing() {
    cancel("nobody");
    start("a", "at-once");
    awaitEnds(1);
    assertThat(ends).hasSize(1);
  }

  @Test
  void aSourceThatFailsToStopOneTextStopsTheOthersAndEndsThatOneToo() {
    for (String session : List.of("a", "b")) {
      start(session, "cant-stop");
      start(session, "one");
      start(session, "two");
    }
    cancel("a");
    awaitEnds(3);
    Eventually.done(vertx.undeploy(deployment));
    awaitEnds(6);
    assertThat(ends)
        .filteredOn(end -> end.reason() == TokenEnd.Reason.CANCELLED)
        .hasSize(4)
        .noneMatch(end -> end.modelId().equals("cant-stop"));
    assertThat(ends)
        .filteredOn(end -> end.reason() == TokenEnd.Reason.ERROR)
        .hasSize(2)
        .allMatch(end -> "the model could not be stopped".equals(end.message()));
  }

  @Test
  void stoppingTheVerticleEndsAllTexts() {
    start("a", "one");
    start("b", "two");
    Eventually.done(vertx.undeploy(deployment));
    awaitEnds(2);
    assertThat(ends).extracting(TokenEnd::reason).containsOnly(TokenEnd.Reason.CANCELLED);
  }
}
