package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;

/** The way Ollama is spoken to. */
final class OllamaDialect implements Dialect {

  private final boolean allowRemote;

  /**
   * The dialect.
   *
   * @param allowRemote whether models that Ollama itself runs elsewhere count
   */
  OllamaDialect(boolean allowRemote) {
    this.allowRemote = allowRemote;
  }

  @Override
  public String source() {
    return "ollama";
  }

  @Override
  public String title() {
    return "Ollama";
  }

  @Override
  public String healthPath(ServerUrl url) {
    return url.path() + "/api/version";
  }

  @Override
  public boolean isHealth(JsonNode answer) {
    return answer.path("version").isTextual();
  }

  @Override
  public boolean loadsAloud() {
    return false;
  }

  @Override
  public String modelsPath(ServerUrl url) {
    return url.path() + "/api/tags";
  }

  /** Without those that only embed, and those that would send the prompt elsewhere. */
  @Override
  public List<String> modelNames(JsonNode answer) {
    ArrayNode usable = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : answer.path("models")) {
      boolean isElsewhere = each.hasNonNull("remote_host") || each.hasNonNull("remote_model");
      boolean embeds = JsonRecords.text(each.path("details"), "family").contains("bert");
      if (!embeds && (allowRemote || !isElsewhere)) {
        usable.add(each);
      }
    }
    return ModelNames.of(usable, "name");
  }

  @Override
  public String textPath(ServerUrl url) {
    return url.path() + "/api/generate";
  }

  @Override
  public ObjectNode body(TokenRequest request, String realName) {
    ObjectNode body = Bodies.object();
    body.put("model", realName);
    body.put("prompt", Bodies.prompt(request));
    body.put("stream", true);
    body.put("logprobs", true);
    body.put("top_logprobs", TOP);
    Bodies.choice(body.putObject("options"), request, "num_predict");
    return body;
  }

  @Override
  public boolean isSse() {
    return false;
  }

  @Override
  public RecordReader reader() {
    return new OllamaReader();
  }
}
