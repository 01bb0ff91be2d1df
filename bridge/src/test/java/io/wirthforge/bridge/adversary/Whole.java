package io.wirthforge.bridge.adversary;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what a client knows against what was told. */
final class Whole {

  private Whole() {}

  /** The client that was there from the beginning has all of a story, and nothing twice. */
  static void assertHas(View view, Story story) {
    assertThat(View.hash(view.texts())).isEqualTo(View.hash(story.texts()));
    assertThat(view.totals()).isEqualTo(story.totals());
    assertThat(view.summed()).isEqualTo(story.totals());
    assertThat(view.rewards()).isEqualTo(story.rewards());
  }

  /** The client was sent each frame that held anything, from its first on, and none merged. */
  static void assertHadEveryFrame(View view, Server server) {
    long first = view.ranges().get(0).to();
    assertThat(view.ranges().stream().map(View.Range::to).toList())
        .containsSubsequence(server.framesBetween(first, view.position()))
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
