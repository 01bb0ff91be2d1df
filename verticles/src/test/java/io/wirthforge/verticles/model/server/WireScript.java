package io.wirthforge.verticles.model.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a model server writes for one text, byte for byte, and what it means. The files are replayed
 * to the connectors here and to the clients that the servers' own people wrote elsewhere.
 *
 * @param status and type of the answer's head
 * @param steps what is done after the head, in order
 * @param chunks what a connector makes of it
 */
public record WireScript(
    String name,
    String dialect,
    int status,
    String type,
    List<Step> steps,
    List<JsonObject> chunks,
    JsonObject end) {

  private static final String FOLDER = "/doubles";

  /**
   * A thing that the server does.
   *
   * @param verb send, bytewise, wait, end, end-close, close or hold
   */
  public record Step(String verb, String argument) {

    Buffer bytes() {
      return Buffer.buffer(unescaped(argument));
    }
  }

  /** All scripts, in the order of their names. */
  public static Stream<WireScript> all() {
    try {
      Path folder = Path.of(Objects.requireNonNull(resource(FOLDER)).toURI());
      try (Stream<Path> files = Files.list(folder)) {
        return files.map(each -> each.getFileName().toString()).sorted().toList().stream()
            .map(each -> named(each.replace(".txt", "")));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(FOLDER, e);
    }
  }

  private static java.net.URL resource(String path) {
    return WireScript.class.getResource(path);
  }

  /** A script by its name. */
  public static WireScript named(String name) {
    try (var in = WireScript.class.getResourceAsStream(FOLDER + "/" + name + ".txt")) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      return parse(name, List.of(text.split("\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WireScript parse(String name, List<String> lines) {
    int middle = lines.indexOf("---");
    List<Step> steps = new ArrayList<>();
    for (String line : lines.subList(3, middle)) {
      steps.add(new Step(word(line), rest(line)));
    }
    List<JsonObject> chunks = new ArrayList<>();
    for (String line : lines.subList(middle + 1, lines.size() - 1)) {
      chunks.add(new JsonObject(rest(line)));
    }
    String head = rest(lines.get(2));
    return new WireScript(
        name,
        rest(lines.get(1)),
        Integer.parseInt(word(head)),
        rest(head),
        steps,
        chunks,
        new JsonObject(rest(lines.get(lines.size() - 1))));
  }

  private static String word(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }

  private static String rest(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? "" : line.substring(space + 1);
  }

  /** The body, without its timing. */
  public byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Step step : steps) {
      if (step.verb().equals("send") || step.verb().equals("bytewise")) {
        body.writeBytes(step.bytes().getBytes());
      }
    }
    return body.toByteArray();
  }

  /** Whether somebody has to stop it. */
  boolean holds() {
    return steps.get(steps.size() - 1).verb().equals("hold");
  }

  /** The text that it comes to. */
  public String text() {
    StringBuilder text = new StringBuilder();
    chunks.forEach(each -> text.append(each.getString("text")));
    return text.toString();
  }

  @Override
  public String toString() {
    return name;
  }

  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        int end = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
        continue;
      }
      char code = text.charAt(++i);
      switch (code) {
        case 'r' -> bytes.write('\r');
        case 'n' -> bytes.write('\n');
        case 'x' -> {
          bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> bytes.write(code);
      }
    }
    return bytes.toByteArray();
  }
}
