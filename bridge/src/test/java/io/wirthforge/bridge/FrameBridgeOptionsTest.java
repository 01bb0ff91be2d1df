package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameBridgeOptionsTest {

  @Test
  void theDefaultsAreThoseOfTheSpecification() {
    FrameBridgeOptions options = new FrameBridgeOptions();

    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isEqualTo(8145);
    assertThat(options.path()).isEqualTo("/ws");
    assertThat(options.portTries()).isEqualTo(10);
    assertThat(options.contributionWindowMs()).isEqualTo(4);
    assertThat(options.maxEventsPerTick()).isEqualTo(10_000);
    assertThat(options.ringSeconds()).isEqualTo(10);
    assertThat(options.maxClients()).isEqualTo(256);
    assertThat(options.maxPendingBytes()).isEqualTo(4 << 20);
    assertThat(options.sendBufferBytes()).isEqualTo(65_536);
    assertThat(options.ackWindow()).isEqualTo(15);
    assertThat(options.allowedOrigins()).isEmpty();
    assertThat(options.auth()).isEqualTo(AuthMode.platformDefault());
    assertThat(options.addresses().channel("energy")).isEqualTo("wirthforge.energy");
  }

  @Test
  void jsonThereAndBackIsTheSame() {
    FrameBridgeOptions options =
        new FrameBridgeOptions(
            new JsonObject()
                .put("root", "physics")
                .put("path", "/stream")
                .put("port", 0)
                .put("auth", "token")
                .put("allowedOrigins", new JsonArray().add("http://localhost:5173"))
                .put("allowedHosts", new JsonArray().add("app.example").add("[::1]:8443"))
                .put("authorizationTimeoutMs", 100)
                .put("ackWindow", 3)
                .put("readyEvent", "startup_complete"));

    assertThat(new FrameBridgeOptions(options.toJson())).isEqualTo(options);
    assertThat(new FrameBridgeOptions(new FrameBridgeOptions().toJson()))
        .isEqualTo(new FrameBridgeOptions());
    assertThat(options.addresses().sealed()).isEqualTo("physics.frame.sealed");
  }

  @ParameterizedTest
  @CsvSource({
    "port,-1",
    "port,65536",
    "portTries,0",
    "contributionWindowMs,17",
    "maxEventsPerTick,0",
    "maxEventBytes,1023",
    "ringSeconds,0",
    "maxClients,0",
    "maxPendingBytes,1023",
    "sendBufferBytes,4095",
    "ackWindow,0",
    "authorizationTimeoutMs,0"
  })
  void aFigureOutOfRangeIsRefusedByName(String name, int value) {
    assertThatThrownBy(() -> new FrameBridgeOptions(new JsonObject().put(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(String.valueOf(value));
  }

  @ParameterizedTest
  @CsvSource({
    "allowedHosts,*",
    "allowedHosts,*.example",
    "allowedHosts,https://app.example",
    "allowedHosts,app.example/path",
    "allowedHosts,''",
    "allowedHosts,App.example",
    "allowedOrigins,*",
    "allowedOrigins,https://*.example",
    "allowedOrigins,app.example",
    "allowedOrigins,https://app.example/",
    "allowedOrigins,null"
  })
  void aNameThatIsNotToTheLetterIsRefused(String name, String value) {
    JsonObject settings = new JsonObject().put(name, new JsonArray().add(value));

    assertThatThrownBy(() -> new FrameBridgeOptions(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("'" + value + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "allowedOrigns,allowedOrigins",
    "allowedHost,allowedHosts",
    "forwards,forward",
    "Port,port",
    "maxClient,maxClients"
  })
  void aSettingThatDoesNotExistIsRefusedBesideTheNearestThatDoes(String name, String nearest) {
    JsonObject settings = new JsonObject().put(name, new JsonArray());

    assertThatThrownBy(() -> new FrameBridgeOptions(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "there is no setting \"" + name + "\"; the nearest is \"" + nearest + "\", all are ");
  }

  @ParameterizedTest
  @CsvSource({"root,' '", "path,ws", "auth,password"})
  void aTextWithoutMeaningIsRefused(String name, String value) {
    assertThatThrownBy(() -> new FrameBridgeOptions(new JsonObject().put(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
