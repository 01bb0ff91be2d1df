package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that gets a line of JSON for each measurement, if {@code -Dbench.json} names one. */
final class JsonLines implements AutoCloseable {

  private final String benchmark;
  private final @Nullable Writer out;

  private JsonLines(String benchmark, @Nullable Writer out) {
    this.benchmark = benchmark;
    this.out = out;
  }

  /** Goes on where the benchmark before it ended; says first on which machine. */
  static JsonLines open(String benchmark) throws IOException {
    String file = System.getProperty("bench.json", "");
    JsonLines lines =
        new JsonLines(
            benchmark,
            file.isEmpty()
                ? null
                : Files.newBufferedWriter(
                    Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    lines.write(new JsonObject().put("machine", Report.machine()));
    return lines;
  }

  void write(JsonObject measurement) throws IOException {
    if (out != null) {
      out.write(new JsonObject().put("benchmark", benchmark).mergeIn(measurement).encode() + "\n");
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
