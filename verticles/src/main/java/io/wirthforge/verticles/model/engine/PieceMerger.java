package io.wirthforge.verticles.model.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The merging of one text: a linked list of tokens, in which the neighbours with the best-scored
 * common piece become one, leftmost first among equals, until no neighbours have one.
 *
 * <p>Candidates wait in a heap, so a text of n tokens takes n log n steps. A candidate whose tokens
 * have changed since it was added is passed over.
 */
final class PieceMerger {

  private record Candidate(int at, int left, int right, int merged, float score) {}

  private static final int NONE = -1;
  private static final Comparator<Candidate> BEST_FIRST =
      (a, b) -> a.score != b.score ? Float.compare(b.score, a.score) : Integer.compare(a.at, b.at);

  private final Tokenizer tokenizer;
  private final int[] ids; // NONE where a token was merged into the one before
  private final int[] previous;
  private final int[] next;
  private int length;
  private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(BEST_FIRST);

  PieceMerger(Tokenizer tokenizer, int capacity) {
    this.tokenizer = tokenizer;
    this.ids = new int[capacity];
    this.previous = new int[capacity];
    this.next = new int[capacity];
  }

  void append(int id) {
    ids[length] = id;
    previous[length] = length - 1;
    next[length] = length + 1;
    length++;
  }

  /** Merges all that was appended; to be called once. */
  int[] merge() {
    for (int at = 0; at < length - 1; at++) {
      addCandidate(at);
    }
    int count = length;
    for (Candidate best = candidates.poll(); best != null; best = candidates.poll()) {
      if (isCurrent(best)) {
        apply(best);
        count--;
      }
    }
    return remaining(count);
  }

  private void addCandidate(int at) {
    int right = next[at];
    Integer merged = tokenizer.merged(ids[at], ids[right]);
    if (merged != null) {
      candidates.add(new Candidate(at, ids[at], ids[right], merged, tokenizer.score(merged)));
    }
  }

  private boolean isCurrent(Candidate c) {
    return ids[c.at] == c.left && next[c.at] < length && ids[next[c.at]] == c.right;
  }

  private void apply(Candidate c) {
    int gone = next[c.at];
    int after = next[gone];
    ids[c.at] = c.merged;
    ids[gone] = NONE;
    next[c.at] = after;
    if (after < length) {
      previous[after] = c.at;
      addCandidate(c.at);
    }
    if (previous[c.at] != NONE) {
      addCandidate(previous[c.at]);
    }
  }

  private int[] remaining(int count) {
    int[] result = new int[count];
    for (int i = 0, at = 0; i < count; i++, at = next[at]) {
      result[i] = ids[at];
    }
    return result;
  }
}
