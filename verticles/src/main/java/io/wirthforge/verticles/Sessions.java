package io.wirthforge.verticles;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sessions that are being written, at most a number of them, each by one model or several. */
final class Sessions {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final int max;
  private final Map<String, Set<String>> openModels = new HashMap<>();

  Sessions(int max) {
    this.max = max;
  }

  boolean isFull() {
    return openModels.size() >= max;
  }

  int max() {
    return max;
  }

  int size() {
    return openModels.size();
  }

  /** Opens a session. */
  void open(String sessionId, List<String> modelIds) {
    openModels.put(sessionId, new HashSet<>(modelIds));
  }

  /** A name that no session has. */
  static String newId() {
    return "s-" + Long.toUnsignedString(RANDOM.nextLong(), 36);
  }

  boolean isOpen(String sessionId) {
    return openModels.containsKey(sessionId);
  }

  /** A model's text is complete; the session ends with its last. */
  void ended(String sessionId, String modelId) {
    Set<String> open = openModels.get(sessionId);
    if (open != null) {
      open.remove(modelId);
      if (open.isEmpty()) {
        openModels.remove(sessionId);
      }
    }
  }
}
