package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventValidatorTest {

  private final EventCatalog catalog = EventCatalog.wirthforge();
  private final EventValidator validator = catalog.validator();

  private static ObjectNode update() {
    return Samples.valid(SchemaDocument.EVENTS).stream()
        .filter(sample -> sample.definition().equals("energy_update"))
        .map(sample -> (ObjectNode) sample.document().deepCopy())
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode payload(ObjectNode event) {
    return (ObjectNode) event.get("payload");
  }

  @Test
  void aViolationReadsLikeASentence() {
    ObjectNode event = update();
    payload(event).put("processingTime", 17.5);

    assertThat(validator.validate(event))
        .extracting(Violation::toString)
        .containsExactly("/payload/processingTime: maximum 16.67, found number");
  }

  @Test
  void anUnknownTypeIsOneViolationThatNamesTheKnown() {
    ObjectNode event = update().put("type", "energy");

    assertThat(validator.validate(event))
        .singleElement()
        .asString()
        .startsWith("/type: enum one of startup_complete, energy_update, ")
        .endsWith(", found string");
  }

  @Test
  void numbersNoDoubleCanHoldAreFoundAnywhere() {
    ObjectNode event = update();
    payload(event).put("totalEnergy", Double.POSITIVE_INFINITY).put("deltaEnergy", Float.NaN);
    payload(event).put("tokensGenerated", new BigDecimal("1e400"));
    event.putObject("extra").putArray("deep").add(Double.NaN);

    assertThat(validator.validate(event))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/payload/totalEnergy",
            "/payload/deltaEnergy",
            "/payload/tokensGenerated",
            "/extra/deep/0");
  }

  @Test
  void aHugeIntegerIsNoSmallOne() {
    ObjectNode event = update().put("timestamp", new BigDecimal("1e30"));

    assertThat(validator.validate(event))
        .extracting(Violation::toString)
        .containsExactly("/timestamp: maximum 9007199254740991, found integer");
  }

  @Test
  void hostileNamesAreEscapedAndCut() {
    ObjectNode event = update().put("a\r\n\u001b[31m\u202e/~b" + "c".repeat(100_000), 1);

    Violation found = validator.validate(event).get(0);
    assertThat(found.pointer())
        .startsWith("/a\\u000d\\u000a\\u001b[31m\\u202e~1~0bccc")
        .endsWith("c…")
        .hasSizeLessThan(100);
  }

  @Test
  void aMillionFaultsAreToldAsTwenty() {
    ObjectNode event = update();
    for (int i = 0; i < 10_000; i++) {
      event.put("x" + i, i);
    }
    assertThat(validator.validate(event)).hasSize(20);
  }

  @Property
  void noViolationRepeatsAValue(@ForAll("secrets") String secret) {
    for (Samples.Valid sample : Samples.valid(SchemaDocument.EVENTS)) {
      ObjectNode event = sample.document().deepCopy();
      ObjectNode payload = payload(event);
      payload.fieldNames().forEachRemaining(name -> payload.put(name, secret));
      assertThat(validator.validate(event).toString()).doesNotContain(secret);
    }
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings().alpha().ofLength(12).map(s -> "Q" + s);
  }

  @Test
  void treesThatAreNoEventAreRefused() {
    var nodes = JsonNodeFactory.instance;

    assertThat(validator.validate(nodes.missingNode())).hasSize(1);
    assertThat(validator.validate(nodes.nullNode())).hasSize(1);
    assertThat(validator.validate(nodes.objectNode()))
        .extracting(Violation::toString)
        .containsExactly("/type: required member, found missing");
    assertThat(validator.validate(nodes.objectNode().put("type", 1)))
        .extracting(Violation::toString)
        .containsExactly("/type: type string, found integer");
  }

  @Test
  void manyThreadsMayStartItAtOnce() throws InterruptedException, ExecutionException {
    List<Samples.Invalid> samples = Samples.invalid(SchemaDocument.EVENTS);
    var pool = Executors.newFixedThreadPool(8);
    try {
      var fresh = new EventValidator(catalog);
      Callable<Long> task =
          () -> samples.stream().filter(s -> fresh.validate(s.document()).size() == 1).count();
      for (var result : pool.invokeAll(Stream.generate(() -> task).limit(8).toList())) {
        assertThat(result.get()).isEqualTo(samples.size());
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
