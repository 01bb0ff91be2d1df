package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;
import java.util.function.Consumer;

/** The way a kind of model server is spoken to. Stateless. */
interface Dialect {

  /** How many likely tokens are asked for beside each that came. */
  int TOP = 5;

  /** As configurations name it. */
  String source();

  /** As people name it. */
  String title();

  /** What tells that a server is of this kind. */
  String healthPath(ServerUrl url);

  /** Whether an answer to {@link #healthPath} is one that only this kind gives. */
  boolean isHealth(JsonNode answer);

  /** Whether it answers everything with 503 while its model loads. */
  boolean loadsAloud();

  /** What lists the models. */
  String modelsPath(ServerUrl url);

  /** The real names in an answer to {@link #modelsPath}, the one to use unless asked first. */
  List<String> modelNames(JsonNode answer);

  /** What writes text. */
  String textPath(ServerUrl url);

  /** What to send there. */
  ObjectNode body(TokenRequest request, String realName);

  /** Whether the text comes as server-sent events. */
  boolean isSse();

  /** What understands the records of one text. */
  RecordReader reader();

  /** What finds the records in an answer. */
  default RecordParser parser(Consumer<String> records) {
    return isSse() ? new SseParser(records) : new NdjsonParser(records);
  }

  /** All of them, in the order in which a server is asked which it speaks. */
  static List<Dialect> all(boolean allowRemote) {
    return List.of(new OllamaDialect(allowRemote), new LlamaCppDialect(), new OpenAiDialect());
  }
}
