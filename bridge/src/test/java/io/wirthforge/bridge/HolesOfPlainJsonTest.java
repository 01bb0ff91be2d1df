package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.ClientMessages;
import io.wirthforge.schemas.InvalidEventException;
import org.junit.jupiter.api.Test;

/** Numbers and names that Vert.x's JSON takes for others, and the bridge refuses. */
class HolesOfPlainJsonTest {

  private static final String ENERGY =
      "{\"type\":\"energy_update\",\"channel\":\"energy\",\"payload\":{\"totalEnergy\":%s,"
          + "\"deltaEnergy\":0,\"tokensGenerated\":0,\"processingTime\":1,\"modelId\":\"m1\"}}";
  private static final String ACK = "{\"type\":\"ack\",\"frameNumber\":%s}";

  private final JsonEvents events = new JsonEvents(TestEvents.CATALOG, 1 << 20);

  @Test
  void aNumberBeyondAllNumbersIsInfinityToPlainAndLeavesItAsAText() {
    JsonObject plain = new JsonObject(ACK.formatted("1e400"));
    assertThat(plain.getDouble("frameNumber")).isInfinite();
    assertThat(plain.encode()).contains("\"frameNumber\":\"Infinity\"");

    assertUnsupported(ACK.formatted("1e400"));
    assertRefused(new JsonObject(ENERGY.formatted("1e400")));
  }

  @Test
  void aThousandNinesAreMinusOneToPlain() {
    String nines = "9".repeat(1000);
    assertThat(new JsonObject(ACK.formatted(nines)).getLong("frameNumber")).isEqualTo(-1);
    assertThat(new JsonObject(ACK.formatted(nines)).getInteger("frameNumber")).isEqualTo(-1);

    assertUnsupported(ACK.formatted(nines));
    assertRefused(new JsonObject(ENERGY.formatted("1").replace(":0,", ":" + nines + ",")));
  }

  @Test
  void ofANameThatIsThereTwicePlainTakesTheLast() {
    String twice = "{\"type\":\"ack\",\"type\":\"visibility\",\"hidden\":true}";
    assertThat(new JsonObject(twice).getString("type")).isEqualTo("visibility");

    assertUnsupported(twice);
  }

  @Test
  void plainReadsNamesWithoutEndAndAnyDepthUpToAThousand() {
    StringBuilder names = new StringBuilder("{\"type\":\"ack\",\"frameNumber\":1");
    for (int i = 0; i < 100_000; i++) {
      names.append(",\"n").append(i).append("\":0");
    }
    String deep = "{\"a\":".repeat(900) + "1" + "}".repeat(900);
    assertThat(new JsonObject(names + "}").size()).isEqualTo(100_002);
    assertThat(new JsonObject(deep).size()).isEqualTo(1);

    assertUnsupported(names + "}");
    assertUnsupported(names.substring(0, names.indexOf(",\"n1000\"")) + "}");
    assertUnsupported(deep);
  }

  @Test
  void whatCanNotBeEncodedIsFoundByPlainOnlyWhenItIsEncoded() {
    JsonObject plain = new JsonObject(ENERGY.formatted("1"));
    plain.getJsonObject("payload").put("totalEnergy", new Object());
    assertThatThrownBy(plain::encode).isInstanceOf(EncodeException.class);

    assertRefused(plain);
  }

  @Test
  void theEventThatTheOthersAreSpoiledFromIsGood() {
    assertThat(events.decode(new JsonObject(ENERGY.formatted("1"))).type())
        .isEqualTo("energy_update");
    assertThat(ClientMessages.parse(ACK.formatted("1")))
        .isNotInstanceOf(ClientMessages.Unsupported.class);
  }

  private static void assertUnsupported(String text) {
    assertThat(ClientMessages.parse(text)).isInstanceOf(ClientMessages.Unsupported.class);
  }

  private void assertRefused(JsonObject event) {
    assertThatThrownBy(() -> events.decode(event)).isInstanceOf(InvalidEventException.class);
  }
}
