package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.ClientMessage.Ack;
import io.wirthforge.schemas.ClientMessage.HeartbeatResponse;
import io.wirthforge.schemas.ClientMessage.SetRate;
import io.wirthforge.schemas.ClientMessage.Subscribe;
import io.wirthforge.schemas.ClientMessage.Visibility;
import io.wirthforge.schemas.ClientMessages.Unsupported;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientMessagesTest {

  private static final Set<String> OF_CLIENTS =
      Set.of("heartbeatResponse", "subscribe", "setRate", "ack", "visibility");

  static List<JsonNode> valid() {
    return Samples.valid(SchemaDocument.MESSAGES).stream()
        .filter(sample -> OF_CLIENTS.contains(sample.definition()))
        .map(Samples.Valid::document)
        .toList();
  }

  static List<JsonNode> others() {
    var invalid = Samples.invalid(SchemaDocument.MESSAGES).stream().map(Samples.Invalid::document);
    var ofServer =
        Samples.valid(SchemaDocument.MESSAGES).stream()
            .filter(sample -> !OF_CLIENTS.contains(sample.definition()))
            .map(Samples.Valid::document);
    return Stream.concat(invalid, ofServer).toList();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void samplesAreMessages(JsonNode message) {
    assertThat(ClientMessages.parse(message.toString())).isInstanceOf(ClientMessage.class);
  }

  @ParameterizedTest
  @MethodSource("others")
  void samplesOfTheRestAreNot(JsonNode message) {
    assertThat(ClientMessages.parse(message.toString())).isInstanceOf(Unsupported.class);
  }

  @Test
  void messagesBecomeRecords() {
    assertParsed(
        "{\"type\":\"heartbeat_response\",\"sequence\":7,\"clientTime\":1790000000000}",
        new HeartbeatResponse(7, 1790000000000L));
    assertParsed(
        "{\"type\":\"heartbeat_response\",\"sequence\":7}", new HeartbeatResponse(7, null));
    assertParsed(
        "{\"type\":\"subscribe\",\"channels\":[\"energy\"],\"models\":[\"a\"]}",
        new Subscribe(List.of("energy"), List.of("a")));
    assertParsed("{\"type\":\"subscribe\",\"channels\":[]}", new Subscribe(List.of(), null));
    assertParsed("{\"type\":\"set_rate\",\"maxFrameRate\":30}", new SetRate(30));
    assertParsed("{\"frameNumber\":120,\"type\":\"ack\"}", new Ack(120));
    assertParsed("{\"type\":\"visibility\",\"hidden\":true}", new Visibility(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                              | not JSON",
        "{                                               | not JSON",
        "{\"type\":\"ack\",\"type\":\"ack\"}             | not JSON",
        "{\"type\":\"ack\",\"frameNumber\":1} secret     | not JSON",
        "[1]                                             | not an object",
        "null                                            | not an object",
        "{}                                              | unknown type",
        "{\"type\":\"secret\"}                           | unknown type",
        "{\"type\":[\"ack\"]}                            | unknown type",
        "{\"type\":\"frame\"}                            | unknown type",
        "{\"type\":\"ack\"}                              | /frameNumber: required member",
        "{\"type\":\"ack\",\"frameNumber\":-1}           | /frameNumber: minimum 0",
        "{\"type\":\"ack\",\"frameNumber\":\"secret\"}   | /frameNumber: type integer",
        "{\"type\":\"ack\",\"frameNumber\":1e400}        | a number too large",
        "{\"type\":\"ack\",\"frameNumber\":1e9999999999} | a number too large",
        "{\"type\":\"ack\",\"frameNumber\":1,\"secret\":1} | unknown member",
        "{\"type\":\"ack\",\"frameNumber\":1,\"#secret\":1} | unknown member",
        "{\"type\":\"set_rate\",\"maxFrameRate\":61}     | /maxFrameRate: maximum 60",
        "{\"type\":\"set_rate\",\"maxFrameRate\":0.5}    | /maxFrameRate: type integer",
      })
  void theReasonIsAShortPhraseWithoutContent(String text, String reason) {
    assertParsed(text, new Unsupported(reason));
  }

  @Test
  void whatCostsTooMuchToReadIsNotRead() {
    assertParsed("[".repeat(20_000), new Unsupported("too long"));
    assertParsed("[".repeat(10_000), new Unsupported("too deep or too long"));
    assertParsed("1".repeat(33), new Unsupported("too deep or too long"));
    assertParsed("{\"" + "k".repeat(65) + "\":1}", new Unsupported("too deep or too long"));
    assertParsed("\"" + "k".repeat(9000) + "\"", new Unsupported("too deep or too long"));
    assertParsed("[" + "1,".repeat(2000) + "1]", new Unsupported("too deep or too long"));
  }

  private static void assertParsed(String text, ClientMessages.Parsed expected) {
    assertThat(ClientMessages.parse(text)).isEqualTo(expected);
  }
}
