package io.wirthforge.bridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file with a line of JSON for each measurement, if {@code -Dbench.json} names one. */
final class JsonLines implements AutoCloseable {

  private final @Nullable Writer out;

  private JsonLines(@Nullable Writer out) {
    this.out = out;
  }

  static JsonLines open() throws IOException {
    String file = System.getProperty("bench.json", "");
    return new JsonLines(file.isEmpty() ? null : Files.newBufferedWriter(Path.of(file)));
  }

  void write(JsonObject measurement) throws IOException {
    if (out != null) {
      out.write(measurement.encode() + "\n");
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
