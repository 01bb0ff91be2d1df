package io.wirthforge.verticles;

import io.wirthforge.verticles.model.TokenRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prompts that wait for a place, at most a number of them, first come first served. */
final class PromptQueue {

  private final int max;
  private final Deque<List<TokenRequest>> waiting = new ArrayDeque<>();

  PromptQueue(int max) {
    this.max = max;
  }

  boolean isFull() {
    return waiting.size() >= max;
  }

  int size() {
    return waiting.size();
  }

  /**
   * Lets a session's requests wait.
   *
   * @return their position, from 1
   */
  int add(List<TokenRequest> requests) {
    waiting.addLast(requests);
    return waiting.size();
  }

  /** Takes the next session's requests out; null if none waits. */
  @Nullable List<TokenRequest> next() {
    return waiting.pollFirst();
  }

  /** Takes a session's requests out; null if it does not wait. */
  @Nullable List<TokenRequest> remove(String sessionId) {
    Iterator<List<TokenRequest>> each = waiting.iterator();
    while (each.hasNext()) {
      List<TokenRequest> requests = each.next();
      if (requests.get(0).sessionId().equals(sessionId)) {
        each.remove();
        return requests;
      }
    }
    return null;
  }
}
