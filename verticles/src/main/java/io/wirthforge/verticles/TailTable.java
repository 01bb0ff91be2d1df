package io.wirthforge.verticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A stream as figures: a line each second with how many events of each type came, and at the end
 * what came in all.
 */
final class TailTable implements TailView {

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final int LINES_PER_HEAD = 20;
  private static final String OTHER = "other";
  private static final Map<String, String> COLUMNS = columns();

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("startup_complete", "startup");
    columns.put("energy_update", "energy");
    columns.put("energy_field", "field");
    columns.put("token_stream", "tokens");
    columns.put("interference_event", "interf.");
    columns.put("resonance_event", "reson.");
    columns.put("reward_event", "reward");
    columns.put("heartbeat", "beat");
    columns.put("error_event", "error");
    columns.put(OTHER, OTHER);
    return columns;
  }

  private static final class Sum {
    private long events;
    private long bytes;
  }

  private final Consumer<String> out;
  private final long startNanos;
  private final Map<String, Sum> all = new TreeMap<>();
  private final Map<String, Long> thisSecond = new TreeMap<>();
  private long nextNanos;
  private long lines;
  private long messages;
  private long bytes;
  private boolean ended;

  TailTable(Consumer<String> out, long nowNanos) {
    this.out = out;
    this.startNanos = nowNanos;
    this.nextNanos = nowNanos + SECOND_NANOS;
  }

  @Override
  public synchronized void message(int length) {
    messages++;
    bytes += length;
  }

  @Override
  public synchronized void event(JsonNode event) {
    String type = event.path("type").asText();
    String column = COLUMNS.containsKey(type) ? type : OTHER;
    thisSecond.merge(column, 1L, Long::sum);
    Sum sum = all.computeIfAbsent(column, first -> new Sum());
    sum.events++;
    sum.bytes += event.toString().getBytes(UTF_8).length;
  }

  @Override
  public synchronized void time(long nowNanos) {
    if (nowNanos - nextNanos >= 0 && !ended) {
      line(nowNanos);
      nextNanos += (1 + (nowNanos - nextNanos) / SECOND_NANOS) * SECOND_NANOS;
    }
  }

  private void line(long nowNanos) {
    if (lines++ % LINES_PER_HEAD == 0) {
      StringBuilder head = new StringBuilder(of("%6s %8s %8s", "second", "messages", "KB"));
      COLUMNS.values().forEach(name -> head.append(of(" %7s", name)));
      out.accept(head.toString());
    }
    long second = (nowNanos - startNanos) / SECOND_NANOS;
    StringBuilder line = new StringBuilder(of("%6d %8d %8.1f", second, messages, bytes / 1e3));
    for (String type : COLUMNS.keySet()) {
      line.append(of(" %7s", thisSecond.containsKey(type) ? thisSecond.get(type) : "."));
    }
    out.accept(line.toString());
    thisSecond.clear();
    messages = 0;
    bytes = 0;
  }

  @Override
  public synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    out.accept("");
    out.accept(
        of(
            "%-18s %9s %9s %12s",
            "in " + of("%.1f s", seconds), "events", "a second", "bytes each"));
    all.forEach(
        (type, sum) ->
            out.accept(
                of(
                    "%-18s %9d %9.1f %12d",
                    type, sum.events, sum.events / seconds, sum.bytes / sum.events)));
  }

  private static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
