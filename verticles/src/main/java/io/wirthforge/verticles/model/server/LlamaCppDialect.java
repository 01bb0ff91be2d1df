package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;

/** The way llama.cpp's server is spoken to in its own words: it continues a text as it is. */
final class LlamaCppDialect implements Dialect {

  @Override
  public String source() {
    return "llamacpp";
  }

  @Override
  public String title() {
    return "llama.cpp";
  }

  @Override
  public String healthPath(ServerUrl url) {
    return url.path() + "/health";
  }

  @Override
  public boolean isHealth(JsonNode answer) {
    return JsonRecords.text(answer, "status").equals("ok");
  }

  @Override
  public boolean loadsAloud() {
    return true;
  }

  @Override
  public String modelsPath(ServerUrl url) {
    return url.path() + "/v1/models";
  }

  @Override
  public List<String> modelNames(JsonNode answer) {
    return ModelNames.of(answer.path("data"), "id");
  }

  @Override
  public String textPath(ServerUrl url) {
    return url.path() + "/completion";
  }

  @Override
  public ObjectNode body(TokenRequest request, String realName) {
    ObjectNode body = Bodies.object();
    body.put("prompt", Bodies.prompt(request));
    body.put("stream", true);
    body.put("n_probs", TOP);
    return Bodies.choice(body, request, "n_predict");
  }

  @Override
  public boolean isSse() {
    return true;
  }

  @Override
  public RecordReader reader() {
    return new LlamaCppReader();
  }
}
