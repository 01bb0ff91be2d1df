package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.EventCatalog;
import org.junit.jupiter.api.Test;

/** A connection that can't be opened, because something it needs fails: told, and its seat free. */
class FailedGreetingTest {

  /** Meters of which one can't be made, as where a name is taken with other labels. */
  private static final class FailingRegistry extends SimpleMeterRegistry {

    @Override
    protected Counter newCounter(Meter.Id id) {
      if (id.getName().equals("wirthforge.resumes")) {
        throw new IllegalArgumentException("on purpose");
      }
      return super.newCounter(id);
    }
  }

  @Test
  void itsClientIsToldToComeBackAndTheNextIsServed() {
    Vertx vertx = Vertx.vertx();
    SimpleMeterRegistry registry = new FailingRegistry();
    var options = new FrameBridgeOptions(new JsonObject().put("port", 0).put("auth", "none"));
    var door =
        new WebSocketBridgeVerticle(
            options, EventCatalog.wirthforge(), registry, AccessToken.create(), null);
    try {
      Eventually.done(
          vertx.deployVerticle(
              new FrameAggregatorVerticle(options, EventCatalog.wirthforge(), registry)));
      Eventually.done(vertx.deployVerticle(door));
      Eventually.until("readiness", () -> RawClient.upgrade(door.port(), "/ws").status() == 101);
      try (RawClient client = RawClient.open(door.port())) {
        String[] frames = {"Sec-WebSocket-Protocol: wirthforge.frames.v1"};
        assertThat(client.handshake("/ws?resume=abc:1", frames).status()).isEqualTo(101);
        RawClient.WsFrame close = client.readClose();
        assertThat(close).isNotNull();
        assertThat(close.closeCode()).isEqualTo(1011);
      }
      Eventually.until(
          "all seats to be free",
          () -> registry.get("wirthforge.connections.active").gauge().value() == 0);
      try (RawClient client = RawClient.open(door.port())) {
        assertThat(client.handshake("/ws").status()).isEqualTo(101);
        assertThat(client.read()).isNotNull();
      }
    } finally {
      Eventually.done(vertx.close());
    }
  }
}
