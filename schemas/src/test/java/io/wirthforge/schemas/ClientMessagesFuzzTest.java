package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.ClientMessages.Unsupported;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClientMessagesFuzzTest {

  private static final List<String> VALID =
      ClientMessagesTest.valid().stream().map(Object::toString).toList();

  private static final List<String> SPLINTERS =
      List.of(
          "",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "\\u",
          "\\ud83d",
          "\uD83D",
          "\u0000",
          "null",
          "NaN",
          "-",
          "1e400",
          "1e999999999",
          "-0",
          "1.0",
          "9".repeat(40),
          "\"type\":\"ack\",",
          "\"#\":1,",
          "[".repeat(50),
          "\"__proto__\":{},",
          "\u202e");

  @Provide
  Arbitrary<String> mutants() {
    var places = Arbitraries.doubles().between(0, 1);
    return Combinators.combine(Arbitraries.of(VALID), Arbitraries.of(SPLINTERS), places, places)
        .as(
            (message, splinter, one, two) -> {
              int from = (int) (Math.min(one, two) * message.length());
              int to = (int) (Math.max(one, two) * message.length());
              String tail = message.substring(two < 0.5 ? from : to);
              return message.substring(0, from) + splinter + tail;
            });
  }

  @Property(tries = 5000)
  void mutilatedMessagesNeverThrow(@ForAll("mutants") String text) {
    assertAnswered(text);
  }

  @Property(tries = 2000)
  void noTextAtAllThrows(@ForAll String text) {
    assertAnswered(text);
  }

  private static void assertAnswered(String text) {
    ClientMessages.Parsed parsed = ClientMessages.parse(text);
    if (parsed instanceof Unsupported unsupported) {
      assertThat(unsupported.reason()).isPrintable().hasSizeBetween(1, 80);
    }
  }
}
