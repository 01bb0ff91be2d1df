package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CreditWindowTest {

  private final CreditWindow window = new CreditWindow(3);

  @Test
  void asManyFramesAsTheWindowMayBeUnderWay() {
    window.sent(1);
    window.sent(2);
    assertThat(window.isOpen()).isTrue();
    window.sent(3);

    assertThat(window.isOpen()).isFalse();
    assertThat(window.unconfirmed()).isEqualTo(3);
  }

  @Test
  void aConfirmationCoversAllFramesBeforeIt() {
    window.sent(1);
    window.sent(2);
    window.sent(3);

    assertThat(window.confirm(2)).isTrue();
    assertThat(window.unconfirmed()).isEqualTo(1);
    assertThat(window.isOpen()).isTrue();
  }

  @Test
  void aConfirmationThatSaysNothingNewConfirmsNothing() {
    window.sent(10);
    window.confirm(10);
    window.sent(11);

    assertThat(window.confirm(10)).isFalse();
    assertThat(window.confirm(-1)).isFalse();
    assertThat(window.unconfirmed()).isEqualTo(1);
  }

  @Test
  void creditIsCountedInFramesNotInTheirNumbers() {
    window.sent(1_000);
    window.sent(1_000_000);

    assertThat(window.isOpen()).isTrue();
    assertThat(window.unconfirmed()).isEqualTo(2);
    assertThat(window.confirm(999_999)).isTrue();
    assertThat(window.unconfirmed()).isEqualTo(1);
  }
}
