package io.wirthforge.bridge;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of strings in JSON. */
final class Json {

  private Json() {}

  static List<String> strings(@Nullable JsonArray array) {
    List<String> strings = new ArrayList<>();
    if (array != null) {
      for (int i = 0; i < array.size(); i++) {
        strings.add(array.getString(i));
      }
    }
    return strings;
  }

  static JsonArray array(List<String> strings) {
    return new JsonArray(new ArrayList<>(strings));
  }
}
