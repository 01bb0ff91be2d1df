package io.wirthforge.bridge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wirthforge.bridge.bench.ScaleModel.Answer;
import io.wirthforge.bridge.bench.ScaleModel.Load;
import io.wirthforge.bridge.bench.ScaleModel.Measured;
import io.wirthforge.bridge.bench.ScaleModel.Node;
import org.junit.jupiter.api.Test;

class ScaleModelTest {

  private static final Measured MEASURED = new Measured(10, 16, 500, 100, 1_000);

  @Test
  void whatIsScarceSetsTheNumberOfNodes() {
    Load load = new Load(9_990, 60, 0);

    assertThat(answer(new Node(1, 0.6, 1_000, 1_000), load))
        .returns(10L, Answer::nodes)
        .returns("processor", Answer::breaksFirst);
    assertThat(answer(new Node(1_000, 1, 0.0152588, 1_000), load))
        .returns(10L, Answer::nodes)
        .returns("memory", Answer::breaksFirst);
    assertThat(answer(new Node(1_000, 1, 1_000, 0.24), load))
        .returns(10L, Answer::nodes)
        .returns("network to browsers", Answer::breaksFirst);
  }

  @Test
  void eventsAreTakenInByEveryNodeSoMoreNodesDoNotHelpAgainstThem() {
    for (int cores : new int[] {1, 64}) {
      assertThat(answer(new Node(cores, 1, 1, 1), new Load(1, 60, 10_000)).breaksFirst())
          .contains("the events");
    }
  }

  @Test
  void chanceIsUnevenAndALossMakesTheOthersFuller() {
    Answer answer = answer(new Node(1, 0.6, 1_000, 1_000), new Load(9_990, 60, 0));

    assertThat(answer.worstNode()).isBetween(999L, 1_200L);
    assertThat(answer.afterLoss()).isGreaterThan(answer.worstNode() + 90);
    assertThat(answer.outGbit()).isCloseTo(999 * 60 * 500 * 8 / 1e9, within(1e-9));
  }

  private static Answer answer(Node node, Load load) {
    return new ScaleModel(MEASURED, node).answer(load);
  }
}
