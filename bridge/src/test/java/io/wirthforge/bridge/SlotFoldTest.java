package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EventType;
import io.wirthforge.schemas.MergePolicy;
import io.wirthforge.schemas.Retention;
import io.wirthforge.schemas.TokenStream;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlotFoldTest {

  @Property(tries = 100)
  void anyNumberOfEventsFoldInOrder(@ForAll @IntRange(min = 1, max = 200) int count) {
    SlotFold fold = new SlotFold(TokenStream.TYPE);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fold.add(TestEvents.text("s", i + " "));
      all.append(i).append(' ');
    }

    assertThat(text(fold)).isEqualTo(all.toString());
  }

  @Test
  void whatIsAddedAfterTheResultWasAskedForComesBehindIt() {
    SlotFold fold = new SlotFold(TokenStream.TYPE);
    for (String token : new String[] {"a", "b", "c"}) {
      fold.add(TestEvents.text("s", token));
    }
    assertThat(text(fold)).isEqualTo("abc");
    fold.add(TestEvents.text("s", "d"));
    fold.add(TestEvents.text("s", "e"));

    assertThat(text(fold)).isEqualTo("abcde");
  }

  @Test
  void aTextOfManyTokensIsNotCopiedOncePerToken() {
    int tokens = 1 << 14;
    AtomicLong copied = new AtomicLong();
    SlotFold fold = new SlotFold(counting(copied));
    for (int i = 0; i < tokens; i++) {
      fold.add(TestEvents.text("s", "x"));
    }

    assertThat(text(fold)).hasSize(tokens);
    assertThat(copied).hasValueLessThanOrEqualTo(tokens * 14L);
  }

  /** The text type, with a fold that counts how many tokens it was given. */
  private static EventType<TokenStream> counting(AtomicLong copied) {
    var policy = (MergePolicy.Conflate<TokenStream>) TokenStream.TYPE.mergePolicy();
    return new EventType<>(
        "counted",
        "experience",
        TokenStream.class,
        0,
        new MergePolicy.Conflate<>(
            policy.slotKey(),
            (earlier, later) -> {
              copied.addAndGet(earlier.payload().tokens().size() + later.payload().tokens().size());
              return policy.fold().apply(earlier, later);
            },
            true),
        new Retention.Nothing<>(),
        (event, timestampMs, frameNumber) -> event,
        event -> 1);
  }

  private static String text(SlotFold fold) {
    return String.join("", ((TokenStream) fold.result()).payload().tokens());
  }
}
