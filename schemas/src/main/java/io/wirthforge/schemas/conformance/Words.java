package io.wirthforge.schemas.conformance;

import java.util.Locale;

/** Sentences with figures in them, the same in every country. */
final class Words {

  private Words() {}

  static String of(String sentence, Object... figures) {
    return figures.length == 0 ? sentence : String.format(Locale.ROOT, sentence, figures);
  }

  /** {@code 1 frame}, {@code 2 frames}. */
  static String count(long number, String thing) {
    return of("%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}
