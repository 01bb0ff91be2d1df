package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.Eventually;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who stops a text frees the server at once: it sees the connection close. */
class CancelTest {

  private static final long GENEROUS_NANOS = 5_000_000_000L;

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "llamacpp", "openai"})
  void theServerSeesTheConnectionCloseAfterACancelAndNotBefore(String dialect) {
    try (ServerRig rig = new ServerRig(dialect)) {
      rig.peer.play(dialect + "-hold");
      TokenSource.Running text = rig.start("s");
      rig.awaitChunks(3);
      assertThat(rig.peer.textsClosed()).isZero();
      long cancelledNanos = System.nanoTime();
      rig.cancel(text);
      assertThat(rig.ends).as("told at once").hasSize(1);
      Eventually.until("the close", () -> rig.peer.textsClosed() == 1);
      assertThat(rig.peer.closedNanos() - cancelledNanos).isBetween(0L, GENEROUS_NANOS);
      assertThat(rig.ends).extracting(TokenEnd::reason).containsExactly(TokenEnd.Reason.CANCELLED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "llamacpp", "openai"})
  void aTextIsStoppedWhileTheServerIsStillSilent(String dialect) {
    try (ServerRig rig = new ServerRig(dialect)) {
      rig.peer.play(dialect + "-hold-silent");
      TokenSource.Running text = rig.start("s");
      Eventually.until("the request", () -> rig.peer.texts().size() == 1);
      rig.cancel(text);
      Eventually.until("the close", () -> rig.peer.textsClosed() == 1);
      assertThat(rig.awaitEnd().reason()).isEqualTo(TokenEnd.Reason.CANCELLED);
    }
  }

  @Test
  void aTextThatIsStoppedBeforeItsRequestIsSentEndsAndTheNextIsWhole() {
    try (ServerRig rig = new ServerRig("ollama")) {
      rig.peer.play("ollama-plain");
      rig.startAndCancel("s");
      assertThat(rig.ends).extracting(TokenEnd::reason).containsExactly(TokenEnd.Reason.CANCELLED);
      rig.start("next");
      rig.awaitEnds(2);
      assertThat(rig.ends.get(1).reason()).isEqualTo(TokenEnd.Reason.STOP);
      assertThat(rig.chunks).extracting(each -> each.sessionId()).containsOnly("next");
    }
  }

  @Test
  void aCancelThatComesTwiceOrAfterTheEndChangesNothing() {
    try (ServerRig rig = new ServerRig("openai")) {
      rig.peer.play("openai-plain");
      TokenSource.Running text = rig.start("s");
      rig.awaitEnds(1);
      rig.cancel(text);
      rig.cancel(text);
      rig.start("next");
      rig.awaitEnds(2);
      assertThat(rig.ends).extracting(TokenEnd::reason).containsOnly(TokenEnd.Reason.STOP);
    }
  }

  @Test
  void oneOfManyTextsIsStoppedAndTheOthersGoOn() {
    try (ServerRig rig = new ServerRig("llamacpp")) {
      rig.peer.play("llamacpp-hold");
      List<TokenSource.Running> texts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        texts.add(rig.start("s" + i));
      }
      rig.awaitChunks(24);
      rig.cancel(texts.get(3));
      Eventually.until("the close", () -> rig.peer.textsClosed() == 1);
      assertThat(rig.ends).extracting(TokenEnd::sessionId).containsExactly("s3");
      texts.forEach(rig::cancel);
      rig.awaitEnds(8);
      assertThat(rig.ends).hasSize(8);
    }
  }
}
