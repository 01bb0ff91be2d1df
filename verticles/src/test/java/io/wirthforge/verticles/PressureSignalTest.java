package io.wirthforge.verticles;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameAggregatorVerticle;
import io.wirthforge.verticles.model.ModelInfo;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The pace that can be taken in reaches the source. */
class PressureSignalTest {

  private static final class ListeningSource implements TokenSource {
    final List<Double> paces = new CopyOnWriteArrayList<>();

    @Override
    public List<ModelInfo> models() {
      return List.of();
    }

    @Override
    public Running start(TokenRequest request, Sink sink) {
      throw new IllegalStateException("nobody asked");
    }

    @Override
    public void pressure(double pace) {
      paces.add(pace);
    }
  }

  @Test
  void aPaceThatIsPublishedIsTheSources() {
    Vertx vertx = Vertx.vertx();
    ListeningSource source = new ListeningSource();
    Eventually.done(vertx.deployVerticle(new FrameAggregatorVerticle()));
    Eventually.done(vertx.deployVerticle(new ModelVerticle("runner", on -> source)));
    for (double pace : new double[] {.5, .25, 1}) {
      vertx.eventBus().publish(SystemAddresses.PRESSURE, new JsonObject().put("pace", pace));
    }
    Eventually.until("the paces", () -> source.paces.equals(List.of(.5, .25, 1.0)));
    Eventually.done(vertx.close());
  }
}
