package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The list of all rules in a schema file: what a complete set of negative samples must break. */
final class SchemaRules {

  /**
   * One rule.
   *
   * @param at the place it holds for, {@code *} for any index; for additionalProperties the object
   */
  record Rule(String definition, String at, String keyword) implements Comparable<Rule> {
    @Override
    public int compareTo(Rule other) {
      return toString().compareTo(other.toString());
    }
  }

  private static final Set<String> NO_RULES = Set.of("description", "title");

  private final Map<String, JsonNode> files;
  private final Set<Rule> rules = new TreeSet<>();
  private String definition = "";

  /** The walker of some files, by their {@code $id}. */
  SchemaRules(Map<String, JsonNode> files) {
    this.files = files;
  }

  Set<Rule> of(JsonNode file, String definition) {
    rules.clear();
    this.definition = definition;
    walk(file, file.at("/definitions/" + definition), "");
    return new TreeSet<>(rules);
  }

  private void walk(JsonNode file, JsonNode schema, String at) {
    if (schema.has("$ref")) {
      String[] parts = schema.get("$ref").textValue().split("#", 2);
      JsonNode target = parts[0].isEmpty() ? file : files.get(parts[0]);
      walk(target, target.at(parts[1]), at);
      return;
    }
    for (var keyword : schema.properties()) {
      rule(file, keyword.getKey(), keyword.getValue(), at);
    }
  }

  private void rule(JsonNode file, String keyword, JsonNode value, String at) {
    switch (keyword) {
      case "properties" ->
          value
              .properties()
              .forEach(member -> walk(file, member.getValue(), at + "/" + member.getKey()));
      case "items" -> walk(file, value, at + "/*");
      case "required" -> value.forEach(name -> add(at + "/" + name.textValue(), keyword));
      default -> {
        if (!NO_RULES.contains(keyword)) {
          add(at, keyword);
        }
      }
    }
  }

  private void add(String at, String keyword) {
    rules.add(new Rule(definition, at, keyword));
  }

  /** The rule that a negative sample breaks. */
  static Rule brokenBy(Samples.Invalid sample) {
    String at = sample.at().replaceAll("/[0-9]+(?=/|$)", "/*");
    boolean foreign = sample.rule().equals("additionalProperties");
    String object = foreign ? at.substring(0, at.lastIndexOf('/')) : at;
    // Events are told apart by their type, so a wrong one is none of the catalog.
    boolean type = sample.at().equals("/type") && sample.rule().equals("enum");
    return new Rule(sample.definition(), object, type ? "const" : sample.rule());
  }
}
