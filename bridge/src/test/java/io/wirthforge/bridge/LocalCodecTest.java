package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LocalCodecTest {

  @Test
  void everyTypeOfACatalogPassesByReferenceHoweverOftenItIsRegistered() {
    Vertx vertx = Vertx.vertx();
    for (int i = 0; i < 3; i++) {
      LocalCodec.register(vertx, TestEvents.CATALOG, new EventCodec(TestEvents.CATALOG));
    }
    Queue<Object> got = new ConcurrentLinkedQueue<>();
    vertx.eventBus().consumer("all", message -> got.add(message.body()));
    List<Event> events =
        List.of(
            TestEvents.startup("m1"),
            TestEvents.energy("m1", "1", "1", 1),
            TestEvents.text("s", "x"),
            TestEvents.custom(TestEvents.ALARM, "{'n':1}"));
    events.forEach(event -> vertx.eventBus().publish("all", event));
    Eventually.until("all of them", () -> got.size() == events.size());

    assertThat(got).zipSatisfy(events, (sent, received) -> assertThat(received).isSameAs(sent));
    Eventually.done(vertx.close());
  }
}
