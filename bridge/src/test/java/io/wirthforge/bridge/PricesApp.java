package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An exchange that knows of no bridge: prices and trades as plain JsonObjects on addresses of its
 * own, orders taken from one.
 */
final class PricesApp extends VerticleBase {

  static final String ORDERS = "orders";

  @Override
  public Future<?> start() {
    vertx.eventBus().<JsonObject>consumer(ORDERS, message -> trade(message.body()));
    return Future.succeededFuture();
  }

  private void trade(JsonObject order) {
    String symbol = order.getString("symbol");
    double euro = order.getDouble("euro");
    vertx
        .eventBus()
        .publish("prices." + symbol, new JsonObject().put("symbol", symbol).put("euro", euro));
    vertx
        .eventBus()
        .publish(
            "trades",
            new JsonObject()
                .put("symbol", symbol)
                .put("parties", new JsonArray().add("ann").add(order.getString("by"))));
  }
}
