package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EventCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramePublisherTest {

  private static final EventCodec CODEC = new EventCodec(TestEvents.CATALOG);

  private final FramePublisher publisher = new FramePublisher(60);

  @Test
  void beforeTheFirstFrameThereIsNoState() {
    assertThat(publisher.seed().state()).isNull();
  }

  @Test
  void whatWasAdoptedIsKnownToWhoeverAsksBeforeTheFirstFrame() {
    publisher.adopt(List.of(TestEvents.text("s", "so far")));

    Frame state = publisher.seed().state();
    assertThat(state).isNotNull();
    assertThat(state.events()).map(CODEC::encode).hasSize(1);
    assertThat(publisher.seed().frames()).isEmpty();
  }
}
