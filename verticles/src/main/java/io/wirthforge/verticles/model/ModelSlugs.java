package io.wirthforge.verticles.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of models as the stream can carry them: every character that it can't becomes a dash, and
 * names that would be equal get {@code -2}, {@code -3}, … in the order of their coming.
 */
public final class ModelSlugs {

  private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9_-]");

  private record Named(String place, String realName) {}

  private final String ending;
  private final Map<Named, String> slugOfName = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Slugs of an application that stands alone. */
  public ModelSlugs() {
    this("");
  }

  /**
   * Slugs of one node among several, whose models may have namesakes.
   *
   * @param ending what all of them end in, of characters that the stream can carry
   */
  public ModelSlugs(String ending) {
    this.ending = ending;
  }

  /**
   * The slug of a real name, the same each time.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public String slugOf(String realName) {
    return slugOf(realName, "");
  }

  /**
   * The slug of a model of which another place may have a namesake.
   *
   * @param place what runs it, such as a server's URL
   * @throws IllegalArgumentException if the name is empty
   */
  public String slugOf(String realName, String place) {
    if (realName.isEmpty()) {
      throw new IllegalArgumentException("a model needs a name");
    }
    return slugOfName.computeIfAbsent(new Named(place, realName), this::invent);
  }

  private String invent(Named model) {
    String base = ILLEGAL.matcher(model.realName()).replaceAll("-");
    String slug = base + ending;
    for (int i = 2; !taken.add(slug); i++) {
      slug = base + "-" + i + ending;
    }
    return slug;
  }
}
