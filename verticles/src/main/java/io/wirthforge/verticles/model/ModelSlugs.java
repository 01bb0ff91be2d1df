package io.wirthforge.verticles.model;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of models as the stream can carry them: every character that it can't becomes a dash, and
 * names that would be equal get {@code -2}, {@code -3}, … in the order of their coming.
 */
public final class ModelSlugs {

  private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9_-]");

  private final Map<String, String> slugOfName = new HashMap<>();
  private final Map<String, String> nameOfSlug = new HashMap<>();

  /**
   * The slug of a real name, the same each time.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public String slugOf(String realName) {
    if (realName.isEmpty()) {
      throw new IllegalArgumentException("a model needs a name");
    }
    return slugOfName.computeIfAbsent(realName, this::invent);
  }

  private String invent(String realName) {
    String base = ILLEGAL.matcher(realName).replaceAll("-");
    String slug = base;
    for (int i = 2; nameOfSlug.containsKey(slug); i++) {
      slug = base + "-" + i;
    }
    nameOfSlug.put(slug, realName);
    return slug;
  }
}
