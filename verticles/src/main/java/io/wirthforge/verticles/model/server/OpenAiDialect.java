package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.List;

/** The way servers in OpenAI's style are spoken to: LM Studio, vLLM, llama.cpp, others. */
final class OpenAiDialect implements Dialect {

  private static final String VERSION = "/v1";

  @Override
  public String source() {
    return "openai";
  }

  @Override
  public String title() {
    return "the OpenAI-style server";
  }

  @Override
  public String healthPath(ServerUrl url) {
    return modelsPath(url);
  }

  @Override
  public boolean isHealth(JsonNode answer) {
    return answer.path("data").isArray();
  }

  @Override
  public boolean loadsAloud() {
    return true;
  }

  @Override
  public String modelsPath(ServerUrl url) {
    return base(url) + "/models";
  }

  @Override
  public List<String> modelNames(JsonNode answer) {
    return ModelNames.of(answer.path("data"), "id");
  }

  @Override
  public String textPath(ServerUrl url) {
    return base(url) + "/chat/completions";
  }

  @Override
  public ObjectNode body(TokenRequest request, String realName) {
    ObjectNode body = Bodies.object();
    body.put("model", realName);
    body.putArray("messages")
        .addObject()
        .put("role", "user")
        .put("content", Bodies.prompt(request));
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    body.put("logprobs", true);
    body.put("top_logprobs", TOP);
    return Bodies.choice(body, request, "max_tokens");
  }

  @Override
  public boolean isSse() {
    return true;
  }

  @Override
  public RecordReader reader() {
    return new OpenAiReader();
  }

  /** People give the URL with and without its version. */
  private static String base(ServerUrl url) {
    return url.path().endsWith(VERSION) ? url.path() : url.path() + VERSION;
  }
}
