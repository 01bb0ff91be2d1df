package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records are what lies between their ends, not what a read happened to bring. */
class RecordParserTest {

  private static final byte[] HALF =
      "x".repeat(RecordParser.MAX_RECORD_BYTES / 2).getBytes(StandardCharsets.UTF_8);

  private static List<String> sse(String... reads) {
    List<String> records = new ArrayList<>();
    SseParser parser = new SseParser(records::add);
    for (String read : reads) {
      parser.feed(read.getBytes(StandardCharsets.UTF_8));
    }
    parser.finish();
    return records;
  }

  private static List<String> ndjson(String... reads) {
    List<String> records = new ArrayList<>();
    NdjsonParser parser = new NdjsonParser(records::add);
    for (String read : reads) {
      parser.feed(read.getBytes(StandardCharsets.UTF_8));
    }
    parser.finish();
    return records;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: a~~data: b~~          | a,b",
        "data:a~~data:  b~~          | a, b",
        "data: a^~^~data: b^~^~      | a,b",
        "data: a^^data: b^^          | a,b",
        "data: a~data: b~~           | a+b",
        "data: a~:~data: b~~         | a+b",
        "event: x~id: 1~data: a~~    | a",
        "retry: 5~~data: a~~         | a",
        ": ping~~: ping~~data: a~~   | a",
        "data~~                      | ''",
        "datax: a~~Data: b~~data: c~~ | c",
        "data: a:b~~                 | a:b",
        "data: a~~data: b            | a,b",
        "data: a~~data: b~           | a,b",
        "~~~data: a~~~~data: b~~     | a,b",
      })
  void eventsAreReadAsTheirRulesSay(String text, String records) {
    List<String> expected =
        Arrays.stream(records.split(",")).map(each -> each.replace('+', '\n')).toList();
    String wire = text.replace('~', '\n').replace('^', '\r');
    assertThat(sse(wire)).isEqualTo(expected);
    assertThat(sse(wire.split(""))).isEqualTo(expected);
  }

  @Test
  void aMarkOfTheByteOrderIsNoText() {
    assertThat(sse("\uFEFFdata: a\n\n")).containsExactly("a");
    assertThat(ndjson("\uFEFF{}\n{}\n")).containsExactly("{}", "{}");
  }

  @Test
  void linesThatAreBlankAreNoRecords() {
    assertThat(ndjson("\n\r\n{\"a\":1}\r\n", "\n  \n", "{\"b\":2}")).hasSize(2);
    assertThat(ndjson()).isEmpty();
    assertThat(sse()).isEmpty();
  }

  @Property(tries = 300)
  void charactersSurviveWhereverTheyAreCut(
      @ForAll @Size(max = 8) List<String> texts, @ForAll @IntRange(min = 1, max = 9) int size) {
    StringBuilder wire = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (String text : texts) {
      String line = "." + text.replaceAll("[\\r\\n\\p{Cs}]", "");
      expected.add(line);
      wire.append(line).append('\n');
    }
    byte[] bytes = wire.toString().getBytes(StandardCharsets.UTF_8);
    List<String> records = new ArrayList<>();
    NdjsonParser parser = new NdjsonParser(records::add);
    for (int at = 0; at < bytes.length; at += size) {
      parser.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
    }
    parser.finish();
    assertThat(records).isEqualTo(expected);
  }

  @Test
  void aRecordOfOneMebibyteIsTakenAndAByteMoreIsNot() {
    List<String> records = new ArrayList<>();
    NdjsonParser parser = new NdjsonParser(records::add);
    parser.feed(HALF);
    parser.feed(HALF);
    parser.feed(new byte[] {'\n'});
    assertThat(records).hasSize(1);
    parser.feed(HALF);
    parser.feed(HALF);
    assertThatThrownBy(() -> parser.feed(new byte[] {'x'}))
        .isInstanceOf(RecordTooLongException.class)
        .hasMessage("a record is longer than 1048576 bytes");
  }

  @Test
  void theDataOfAnEventIsBoundedHoweverManyLinesItHas() {
    SseParser parser = new SseParser(record -> {});
    byte[] line = ("data: " + "x".repeat(1 << 18) + "\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      parser.feed(line);
    }
    parser.feed(new byte[] {'\n'});
    for (int i = 0; i < 3; i++) {
      parser.feed(line);
    }
    assertThatThrownBy(
            () -> {
              parser.feed(line);
              parser.feed(line);
            })
        .isInstanceOf(RecordTooLongException.class);
  }
}
