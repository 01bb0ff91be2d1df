package io.wirthforge.schemas.conformance;

import java.util.List;
import java.util.function.Predicate;

/** Judges whether two clients, one of which was sent merges, were told the same. */
final class SpanJudge {

  private SpanJudge() {}

  /**
   * Compares from the first frame end that both have to the last.
   *
   * @param witness what a client was sent that was never behind
   * @param other what one was sent that was
   * @param subject which of the other's frames is the merge in question
   */
  static Finding same(
      List<FrameSeen> witness, List<FrameSeen> other, Predicate<FrameSeen> subject) {
    if (FrameSeen.hasGap(witness) || FrameSeen.hasGap(other)) {
      return Finding.skipped("frames are missing; see frames.contiguous");
    }
    List<Long> ends = StreamSpan.commonEnds(witness, other);
    long from = ends.isEmpty() ? 0 : ends.get(0);
    long to = ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
    boolean compared =
        other.stream()
            .anyMatch(frame -> subject.test(frame) && frame.from() > from && frame.number() <= to);
    if (!compared) {
      return Finding.skipped("no merged frame came that another client's frames surround");
    }
    StreamSpan expected = StreamSpan.of(witness, from, to);
    if (expected.characters() == 0 && expected.energy().signum() == 0) {
      return Finding.skipped("neither text nor energy came meanwhile; --prompt asks for a text");
    }
    String difference = expected.difference(StreamSpan.of(other, from, to));
    return difference.isEmpty()
        ? Finding.pass(
            "ticks %d to %d: %s of text, %s of energy",
            from + 1,
            to,
            Words.count(expected.characters(), "character"),
            expected.energy().toPlainString())
        : Finding.fail("ticks %d to %d: %s", from + 1, to, difference);
  }
}
