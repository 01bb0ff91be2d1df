package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask for a WebSocket and are gone before they have it. */
class AbandonedUpgradeTest {

  @ParameterizedTest
  @ValueSource(strings = {"none", "same-user"})
  void theyHoldNoSeatAndKeepNobodyWaiting(String auth) {
    try (BridgeRig rig = BridgeRig.verticles(new JsonObject().put("auth", auth));
        WsProbe witness = WsProbe.frames(rig.port())) {
      String request =
          "GET /ws HTTP/1.1\r\n"
              + String.join("\r\n", RawClient.upgradeHeaders("127.0.0.1:" + rig.port()))
              + "\r\n\r\n";
      FrameContributor numbers = rig.contributeNumbers();
      long merged = 0;
      for (int i = 0; i < 100; i++) {
        try (RawClient client = RawClient.open(rig.port())) {
          client.send(request.getBytes(ISO_8859_1));
          client.reset();
        }
        var frame = witness.nextOfType("frame");
        long number = frame.get("frameNumber").longValue();
        witness.ack(number);
        merged = Math.max(merged, number - frame.get("fromFrame").longValue());
      }

      numbers.leave();
      assertThat(merged).isLessThan(300);
      Eventually.until("the seats to be free", () -> rig.clients() == 1);
    }
  }
}
