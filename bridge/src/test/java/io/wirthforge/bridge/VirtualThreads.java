package io.wirthforge.bridge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/** A publisher on a virtual thread, seen by a browser; ends with a failure if it is not. */
final class VirtualThreads {

  private VirtualThreads() {}

  public static void main(String[] args) {
    JsonObject settings =
        new JsonObject("{\"forward\":[{\"address\":\"prices.*\",\"key\":\"/symbol\"}]}");
    try (BridgeRig rig = BridgeRig.verticles(settings);
        WsProbe client = WsProbe.events(rig.port())) {
      client.nextOfType("heartbeat");
      Eventually.done(
          rig.vertx.deployVerticle(
              new Publisher(),
              new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
      for (int i = 0; i < 3; i++) {
        String symbol = client.nextOfType("prices").at("/payload/symbol").textValue();
        if (!symbol.equals("virtual " + i)) {
          throw new AssertionError("got " + symbol);
        }
      }
    }
  }

  /** Waits, as virtual threads may, between what it publishes. */
  private static final class Publisher extends VerticleBase {

    @Override
    public Future<?> start() {
      for (int i = 0; i < 3; i++) {
        if (!Thread.currentThread().getClass().getSimpleName().equals("VirtualThread")) {
          throw new AssertionError("runs on " + Thread.currentThread());
        }
        JsonObject price = new JsonObject().put("symbol", "virtual " + i);
        vertx.eventBus().publish("prices.x", price);
        Future.await(vertx.timer(20));
      }
      return Future.succeededFuture();
    }
  }
}
