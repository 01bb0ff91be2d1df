package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.schemas.SafeText;
import io.wirthforge.verticles.model.TokenRequest;

/** The members that requests to all model servers have in common. */
final class Bodies {

  private Bodies() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The prompt as UTF-8 can carry it. */
  static String prompt(TokenRequest request) {
    return SafeText.clean(request.prompt());
  }

  /** Puts how the model chooses its words; the longest text goes under a name of its own. */
  static ObjectNode choice(ObjectNode into, TokenRequest request, String maxTokensName) {
    into.put("temperature", request.temperature());
    into.put("top_p", request.topP());
    into.put(maxTokensName, request.maxTokens());
    if (!request.stop().isEmpty()) {
      request.stop().forEach(into.withArray("/stop")::add);
    }
    Long seed = request.seed();
    if (seed != null) {
      into.put("seed", seed);
    }
    return into;
  }
}
