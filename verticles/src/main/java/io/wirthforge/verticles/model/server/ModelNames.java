package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The names in a server's list of models. */
final class ModelNames {

  static final int MAX_MODELS = 256;

  private static final int MAX_LENGTH = 200;

  private ModelNames() {}

  /** Those that are fit to be shown; a list without an end ends here. */
  static List<String> of(JsonNode list, String member) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : list) {
      String name = JsonRecords.text(each, member);
      if (isFit(name) && !names.contains(name) && names.size() < MAX_MODELS) {
        names.add(name);
      }
    }
    return names;
  }

  private static boolean isFit(String name) {
    return !name.isBlank()
        && name.length() <= MAX_LENGTH
        && name.codePoints().noneMatch(Character::isISOControl);
  }
}
