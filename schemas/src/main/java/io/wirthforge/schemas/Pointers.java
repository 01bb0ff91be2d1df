package io.wirthforge.schemas;

import org.jspecify.annotations.Nullable;

/** JSON pointers that are safe to print, whatever names a document brought. */
final class Pointers {

  private static final int MAX_NAME = 40;

  private Pointers() {}

  /** A place in a tree that becomes a pointer only when somebody asks for it. */
  record Path(@Nullable Path parent, Object step) {

    /** The place below a pointer. */
    static Path at(String pointer) {
      return new Path(null, pointer);
    }

    String pointer() {
      if (parent == null) {
        return (String) step;
      }
      return step instanceof Integer index
          ? child(parent.pointer(), index)
          : child(parent.pointer(), (String) step);
    }
  }

  /** The pointer to a member: characters that don't show are escaped, long names are cut. */
  static String child(String parent, String name) {
    var pointer = new StringBuilder(parent).append('/');
    int end = name.length() <= MAX_NAME ? name.length() : MAX_NAME;
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      switch (c) {
        case '~' -> pointer.append("~0");
        case '/' -> pointer.append("~1");
        default -> {
          if (isPlain(c)) {
            pointer.append(c);
          } else {
            pointer.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return end < name.length() ? pointer.append('…').toString() : pointer.toString();
  }

  /** The pointer to an item. */
  static String child(String parent, int index) {
    return parent + "/" + index;
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || (c >= ' ' && c < 0x7f && c != '\\');
  }
}
