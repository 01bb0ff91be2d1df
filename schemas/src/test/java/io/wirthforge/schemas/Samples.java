package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sample documents under {@code samples/<file>/<definition>/}: {@code valid-*.json}, and {@code
 * invalid.jsonl} with one case a line, each telling which rule is broken where.
 */
final class Samples {

  /** The directories of samples, by the schema file they belong to. */
  static final List<SchemaDocument> DOCUMENTS = List.of(SchemaDocument.values());

  /** A valid document. */
  record Valid(SchemaDocument file, String definition, String name, JsonNode document) {
    @Override
    public String toString() {
      return definition + " " + name;
    }
  }

  /** A document that breaks one rule. */
  record Invalid(
      SchemaDocument file, String definition, String at, String rule, JsonNode document) {
    @Override
    public String toString() {
      return definition + ": " + rule + " at " + (at.isEmpty() ? "the root" : at);
    }
  }

  private Samples() {}

  static List<String> definitions(SchemaDocument file) {
    return list(directory(file)).map(path -> path.getFileName().toString()).toList();
  }

  static List<Valid> valid(SchemaDocument file) {
    return list(directory(file))
        .flatMap(Samples::list)
        .filter(path -> path.getFileName().toString().startsWith("valid-"))
        .map(
            path ->
                new Valid(
                    file,
                    path.getParent().getFileName().toString(),
                    path.getFileName().toString(),
                    json(read(path, Files::readString))))
        .toList();
  }

  static List<Invalid> invalid(SchemaDocument file) {
    return definitions(file).stream().flatMap(name -> invalid(file, name)).toList();
  }

  private static Stream<Invalid> invalid(SchemaDocument file, String definition) {
    Path path = directory(file).resolve(definition).resolve("invalid.jsonl");
    return read(path, Files::readAllLines).stream()
        .map(Samples::json)
        .map(
            line ->
                new Invalid(
                    file,
                    definition,
                    line.get("at").textValue(),
                    line.get("rule").textValue(),
                    line.has("event") ? line.get("event") : line.get("document")));
  }

  static JsonNode json(String text) {
    return read(text, JsonMappers.BACKEND::readTree);
  }

  private static Path directory(SchemaDocument file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    try {
      return Path.of(Objects.requireNonNull(Samples.class.getResource("/samples/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Path> list(Path directory) {
    return read(
        directory,
        path -> {
          try (Stream<Path> children = Files.list(path)) {
            return children.sorted().toList().stream();
          }
        });
  }

  private interface Reading<A, B> {
    B of(A argument) throws IOException;
  }

  private static <A, B> B read(A argument, Reading<A, B> reading) {
    try {
      return reading.of(argument);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All samples of one sort, of every file. */
  static <T> Stream<T> ofAllFiles(Function<SchemaDocument, List<T>> samples) {
    return DOCUMENTS.stream().flatMap(file -> samples.apply(file).stream());
  }
}
