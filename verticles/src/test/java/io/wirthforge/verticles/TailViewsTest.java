package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see of a stream. */
class TailViewsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECOND = 1_000_000_000;

  private final List<String> out = new ArrayList<>();

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode text(String session, boolean last, String... tokens) {
    JsonNode event =
        json(
            "{'type':'token_stream','payload':{'isComplete':%s,'sessionId':'%s','modelId':'m'}}"
                .formatted(last, session));
    ArrayNode array = ((ObjectNode) event.get("payload")).putArray("tokens");
    List.of(tokens).forEach(array::add);
    return event;
  }

  @Test
  void aLineASecondTellsHowManyOfEachTypeCame() {
    TailTable table = new TailTable(out::add, 0);
    table.message(1500);
    table.event(json("{'type':'energy_update'}"));
    table.event(json("{'type':'energy_update'}"));
    table.event(json("{'type':'price'}"));
    table.time(SECOND - 1);
    assertThat(out).isEmpty();
    table.time(SECOND);
    table.time(2 * SECOND - 1);
    table.time(5 * SECOND);

    assertThat(out).hasSize(3);
    assertThat(out.get(0).split(" +")).contains("second", "energy", "other").hasSize(13);
    assertThat(out.get(1).strip().split(" +"))
        .containsExactly("1", "1", "1.5", ".", "2", ".", ".", ".", ".", ".", ".", ".", "1");
    assertThat(out.get(2).strip()).startsWith("5 ");
    assertThat(out).allMatch(line -> line.length() == out.get(0).length());
  }

  @Test
  void atItsEndTheTableTellsOnceWhatCameInAll() {
    TailTable table = new TailTable(out::add, System.nanoTime());
    table.event(json("{'type':'heartbeat'}"));
    table.end();
    table.end();

    assertThat(out).hasSize(3);
    assertThat(out.get(2)).startsWith("heartbeat").endsWith(" 20");
  }

  @Test
  void linesOfJsonAreAsciiAndHoldNoTextUnlessAskedFor() {
    JsonNode event = text("s1", false, "canary ", "\u001b[31m", "\u009b\u007fé");
    new TailJson(out::add, false).event(event);
    new TailJson(out::add, true).event(event);

    assertThat(json(out.get(0)).at("/payload/tokens")).isEqualTo(json("['','','']"));
    assertThat(out.get(0)).doesNotContain("canary");
    assertThat(json(out.get(1))).isEqualTo(event);
    assertThat(out).allMatch(line -> line.matches("[\\x20-\\x7e]+"));
    assertThat(event.at("/payload/tokens/0").textValue()).isEqualTo("canary ");
  }

  @Test
  void textIsShownAsItComesUnderTheNameOfItsSessionAndNothingElseOfIt() {
    TailText view = new TailText(out::add);
    view.reset();
    view.event(json("{'type':'energy_update','payload':{}}"));
    view.event(text("s1", false, "It is", " a"));
    view.event(text("s1", false, " truth\u001b[2J"));
    view.event(text("s2", false, "Emma"));
    view.event(text("s1", true, "."));
    view.end();

    assertThat(String.join("", out))
        .isEqualTo("[s1, m]\nIt is a truth\ufffd[2J\n[s2, m]\nEmma\n[s1, m]\n.\n");
  }

  @Test
  void aLimitCountsEventsAndSeconds() {
    long[] now = {0};
    TailLimit two = new TailLimit(2, 0, () -> now[0], () -> false);
    assertThat(List.of(two.takesOneMore(), two.isReached(), two.takesOneMore(), two.isReached()))
        .containsExactly(true, false, true, true);
    assertThat(two.takesOneMore()).isFalse();

    TailLimit seconds = new TailLimit(0, 3, () -> now[0], () -> false);
    assertThat(seconds.isReached()).isFalse();
    now[0] = 3 * SECOND;
    assertThat(seconds.isReached()).isTrue();
    assertThat(new TailLimit(0, 0, () -> now[0], () -> true).isReached()).isTrue();
  }
}
