package io.wirthforge.verticles.model.engine;

/** The tokens with the highest logits, best first, the lowest id first among equals; reusable. */
final class TopLogits {

  private final int[] ids;

  /** A list of a length, at most that of the logits. */
  TopLogits(int size) {
    ids = new int[size];
  }

  int size() {
    return ids.length;
  }

  /** The token at a rank, 0 for the most probable. */
  int id(int rank) {
    return ids[rank];
  }

  /**
   * Replaces the content.
   *
   * @param logits finite float[vocab]
   */
  void find(float[] logits) {
    int found = 0;
    for (int id = 0; id < logits.length; id++) {
      if (found < ids.length) {
        insert(logits, id, found++);
      } else if (logits[id] > logits[ids[found - 1]]) {
        insert(logits, id, found - 1);
      }
    }
  }

  /** Puts a token among the better ones, given that the ranks below the last are sorted. */
  private void insert(float[] logits, int id, int last) {
    int rank = last;
    while (rank > 0 && logits[id] > logits[ids[rank - 1]]) {
      ids[rank] = ids[rank - 1];
      rank--;
    }
    ids[rank] = id;
  }
}
