package io.wirthforge.verticles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every key there is, broken in every way its rules know: each is refused by its own name. */
class BrokenConfigurationsTest {

  private static final Map<String, Object> SAMPLES =
      Map.of(
          "string",
          "a word",
          "integer",
          3,
          "number",
          2.5,
          "boolean",
          true,
          "array",
          new JsonArray(),
          "object",
          new JsonObject().put("deeper", 1));

  private final Set<String> refusals = new HashSet<>();
  private int tried;

  @Test
  void eachIsRefusedByNameInOneLine() {
    JsonObject schema = schema();
    breakAll(List.of(), schema.getJsonObject("properties"));
    assertThat(tried).isGreaterThanOrEqualTo(200);
    // Not one answer for all: nearly each says something of its own.
    assertThat(refusals).hasSizeGreaterThan(tried * 9 / 10);
    System.out.printf("%d broken configurations, %d refusals%n", tried, tried);
  }

  private static JsonObject schema() {
    try (InputStream in = AppConfig.class.getResourceAsStream("/conf/wirthforge.schema.json")) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void breakAll(List<String> path, JsonObject properties) {
    for (String key : properties.fieldNames()) {
      List<String> at = append(path, key);
      JsonObject rule = properties.getJsonObject(key);
      breakType(at, rule);
      breakRange(at, rule);
      if (rule.containsKey("enum")) {
        refuse(at, "nothing of the kind");
        refuse(at, "");
      }
      if (rule.containsKey("pattern")) {
        refuse(at, "\u0001 no such pattern");
      }
      if (rule.getInteger("minLength", 0) > 0) {
        refuse(at, "");
      }
      refuse(append(path, key + "x"), 1);
      refuse(append(path, key.substring(1)), 1);
      if (rule.containsKey("properties")) {
        breakAll(at, rule.getJsonObject("properties"));
      }
    }
  }

  private void breakType(List<String> at, JsonObject rule) {
    Object type = rule.getValue("type");
    if (type == null) {
      return;
    }
    Set<String> allowed = new HashSet<>();
    if (type instanceof JsonArray several) {
      several.forEach(each -> allowed.add((String) each));
    } else {
      allowed.add((String) type);
    }
    SAMPLES.forEach(
        (kind, sample) -> {
          boolean fits =
              allowed.contains(kind) || kind.equals("integer") && allowed.contains("number");
          if (!fits) {
            refuse(at, sample);
          }
        });
    if (!allowed.contains("null")) {
      refuse(at, null);
    }
  }

  private void breakRange(List<String> at, JsonObject rule) {
    if (rule.containsKey("minimum")) {
      refuse(at, rule.getDouble("minimum").longValue() - 1);
    }
    if (rule.containsKey("exclusiveMinimum")) {
      refuse(at, rule.getDouble("exclusiveMinimum").longValue());
    }
    if (rule.containsKey("maximum")) {
      refuse(at, rule.getDouble("maximum").longValue() + 1);
    }
  }

  private void refuse(List<String> at, @Nullable Object value) {
    JsonObject config = new JsonObject();
    JsonObject inner = config;
    for (String key : at.subList(0, at.size() - 1)) {
      JsonObject next = new JsonObject();
      inner.put(key, next);
      inner = next;
    }
    inner.put(at.get(at.size() - 1), value);
    InvalidConfigException refusal =
        catchThrowableOfType(InvalidConfigException.class, () -> AppConfig.of(config));
    assertThat(refusal).as(config.encode()).isNotNull();
    assertThat(refusal.getMessage())
        .contains("\"" + String.join(".", at) + "\"")
        .hasSizeLessThan(1000)
        .doesNotContainPattern("\\p{Cc}");
    refusals.add(refusal.getMessage());
    tried++;
  }

  private static List<String> append(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }
}
