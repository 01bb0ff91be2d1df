package io.wirthforge.schemas;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An immutable list of clean strings that can be appended to without copying what is there.
 *
 * <p>Lists that grew from one another share an array, each seeing its own prefix. Room behind a
 * prefix goes to the first list that claims it; who comes second gets a copy. So a chain of n
 * appends costs O(n) in all, and text so far can be kept up to date in every frame.
 */
final class TextList extends AbstractList<String> implements RandomAccess {

  private static final TextList EMPTY = new TextList(new String[0], 0, 0, new AtomicInteger());

  private final String[] array;
  private final int size;
  private final long chars;
  private final AtomicInteger claimed;

  private TextList(String[] array, int size, long chars, AtomicInteger claimed) {
    this.array = array;
    this.size = size;
    this.chars = chars;
    this.claimed = claimed;
  }

  /** The strings, cleaned; the same object where it is such a list already. */
  static TextList copyOf(List<String> strings) {
    if (strings instanceof TextList list) {
      return list;
    }
    if (strings.isEmpty()) {
      return EMPTY;
    }
    String[] array = strings.toArray(String[]::new);
    long chars = 0;
    for (int i = 0; i < array.length; i++) {
      array[i] = Check.text("/payload/tokens/" + i, array[i]);
      chars += array[i].length();
    }
    return new TextList(array, array.length, chars, new AtomicInteger(array.length));
  }

  /** This list and then the other. */
  TextList append(TextList other) {
    if (other.size == 0) {
      return this;
    }
    if (size == 0) {
      return other;
    }
    int newSize = Math.addExact(size, other.size);
    if (newSize <= array.length && claimed.compareAndSet(size, newSize)) {
      System.arraycopy(other.array, 0, array, size, other.size);
      return new TextList(array, newSize, chars + other.chars, claimed);
    }
    String[] grown = Arrays.copyOf(Arrays.copyOf(array, size), newSize + (newSize >> 1));
    System.arraycopy(other.array, 0, grown, size, other.size);
    return new TextList(grown, newSize, chars + other.chars, new AtomicInteger(newSize));
  }

  /** The memory its strings hold, in bytes, without looking at each. */
  int weight() {
    long bytes = size * (long) (Weights.OBJECT + Weights.REFERENCE) + 2 * chars;
    return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
  }

  @Override
  public String get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return array[index];
  }

  @Override
  public int size() {
    return size;
  }
}
