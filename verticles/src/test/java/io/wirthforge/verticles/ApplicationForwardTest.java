package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What other modules publish becomes events beside the nine, by configuration alone. */
class ApplicationForwardTest {

  @Test
  void aPublisherThatKnowsOfNoBridgeIsSeenByEveryClient() {
    JsonObject settings =
        new JsonObject(
            """
            {"forward": [{"address": "prices.*", "key": "/symbol", "policy": "latest"}]}""");
    try (AppRig app = AppRig.startedWith(settings)) {
      StreamClient client = app.connect();
      app.vertx
          .eventBus()
          .publish("prices.WF", new JsonObject().put("symbol", "WF").put("euro", 12.5));
      Eventually.until("the price", () -> !client.ofType("prices").isEmpty());

      JsonNode event = client.ofType("prices").get(0);
      assertThat(event.get("channel").textValue()).isEqualTo("prices");
      assertThat(event.get("payload").toString()).isEqualTo("{\"symbol\":\"WF\",\"euro\":12.5}");
    }
  }
}
