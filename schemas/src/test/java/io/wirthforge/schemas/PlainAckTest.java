package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.ClientMessage.Ack;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The short way to an ack is the long way's. */
class PlainAckTest {

  @Test
  void anAckToTheLetterIsRead() {
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":0}")).isEqualTo(new Ack(0));
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":123456789012345}"))
        .isEqualTo(new Ack(123_456_789_012_345L));
  }

  @Test
  void anythingElseIsLeftToTheLongWay() {
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":}")).isNull();
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":01}")).isNull();
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":-1}")).isNull();
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":1e3}")).isNull();
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":٣}")).isNull();
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\":1234567890123456}")).isNull();
    assertThat(PlainAck.read("{\"type\":\"ack\",\"frameNumber\": 7}")).isNull();
    assertThat(PlainAck.read("")).isNull();
  }

  @Property(tries = 2000)
  void bothWaysSayTheSame(@ForAll("nearlyAcks") String text) {
    assertThat(ClientMessages.parse(text)).isEqualTo(ClientMessages.parseTree(text));
  }

  @Provide
  Arbitrary<String> nearlyAcks() {
    Arbitrary<String> number =
        Arbitraries.oneOf(
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.longs().between(0, 100_000).map(String::valueOf),
            Arbitraries.strings().withChars("0123456789-+.eE \"").ofMaxLength(18));
    Arbitrary<String> end = Arbitraries.of("}", "}", "}", " }", "", "}}", ",\"x\":1}");
    return Combinators.combine(number, end)
        .as((digits, tail) -> "{\"type\":\"ack\",\"frameNumber\":" + digits + tail);
  }
}
