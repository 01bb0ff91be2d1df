package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  private final EventCodec codec = new EventCodec(EventCatalog.wirthforge());

  @Test
  void integersMayBeWrittenWithAPoint() {
    String event =
        """
        {"type":"energy_update","channel":"energy","timestamp":1e3,"frameNumber":2.0,
         "payload":{"totalEnergy":1,"deltaEnergy":1,"tokensGenerated":3.0,"processingTime":1,"modelId":"m"}}""";

    var decoded = (EnergyUpdate) codec.decode(event);
    assertThat(decoded.payload().tokensGenerated()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "secret",
        "{\"secret\":1,\"secret\":2}",
        "{\"secret\":1} x",
        "{\"type\":\"heartbeat\"",
        "{\"type\":1e9999999999}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void textThatIsNoJsonIsRefusedWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> codec.decode(text))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("document: json")
        .hasMessageNotContaining("secret")
        .hasNoCause();
    assertThatThrownBy(() -> codec.decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("document: json");
  }

  @Test
  void textThatIsTooLongIsRefusedUnread() {
    String text = " ".repeat(JsonMappers.MAX_BACKEND_DOCUMENT + 1);

    assertThatThrownBy(() -> codec.decode(text)).hasMessageStartingWith("document: json");
    assertThatThrownBy(() -> codec.decode(text.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("document: json");
  }
}
