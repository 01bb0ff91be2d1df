package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The settings that a JSON object may hold: the members of its twin in code, and no other. */
final class KnownKeys {

  private KnownKeys() {}

  /**
   * Checks that a JSON object holds no other, before its first is read.
   *
   * @throws IllegalArgumentException naming the setting nearest to one that does not exist
   */
  static JsonObject checked(JsonObject json, Class<? extends Record> twin) {
    List<String> known =
        Arrays.stream(twin.getRecordComponents()).map(RecordComponent::getName).sorted().toList();
    for (String name : new TreeSet<>(json.fieldNames())) {
      if (!known.contains(name)) {
        String nearest =
            known.stream().min(Comparator.comparingInt(each -> distance(each, name))).orElse("");
        throw new IllegalArgumentException(
            "there is no setting \""
                + name
                + "\"; the nearest is \""
                + nearest
                + "\", all are "
                + String.join(", ", known));
      }
    }
    return json;
  }

  /** How many letters have to be changed, put in or left out. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
