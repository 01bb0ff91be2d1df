package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.wirthforge.verticles.Eventually;
import io.wirthforge.verticles.model.TokenEnd;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that die, hang, flood or are none: one end that says why, and little memory. */
class ServerFailureTest {

  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "llamacpp", "openai"})
  void aServerThatDiesInTheMiddleEndsTheTextAsIncomplete(String dialect) {
    try (ServerRig rig = new ServerRig(dialect)) {
      rig.peer.play(dialect + "-hold");
      rig.start("s");
      rig.awaitChunks(3);
      rig.peer.down();
      TokenEnd end = rig.awaitEnd();
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.INCOMPLETE);
      assertThat(end.tokens()).isEqualTo(3);
      assertThat(end.message()).contains("broke off");
    }
  }

  @Test
  void aServerThatIsNotThereIsAnErrorThatSaysSo() {
    try (ServerRig rig = new ServerRig("ollama")) {
      rig.peer.down();
      rig.start("s");
      TokenEnd end = rig.awaitEnd();
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.ERROR);
      assertThat(end.message()).contains("nobody answers", rig.peer.url(), "is it running?");
    }
  }

  @Test
  void aConnectionThatClosesBeforeAnyByteIsTriedOnceMore() {
    try (ServerRig rig = new ServerRig("ollama")) {
      rig.peer.play("ollama-plain");
      rig.start("first");
      rig.awaitEnds(1);
      rig.peer.hangUp(1);
      rig.start("second");
      rig.awaitEnds(2);
      assertThat(rig.ends.get(1).reason()).isEqualTo(TokenEnd.Reason.STOP);
      assertThat(rig.peer.texts()).hasSize(3);
    }
  }

  @Test
  void aConnectionThatClosesTwiceIsGivenUp() {
    try (ServerRig rig = new ServerRig("openai")) {
      rig.peer.play("openai-plain").hangUp(2);
      rig.start("s");
      TokenEnd end = rig.awaitEnd();
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.ERROR);
      assertThat(end.message()).contains("closed the connection without an answer");
      assertThat(rig.peer.texts()).hasSize(2);
    }
  }

  @Test
  void aConnectionIsUsedAgainAfterATextThatEndedWell() {
    try (ServerRig rig = new ServerRig("ollama")) {
      rig.peer.play("ollama-plain");
      for (int i = 1; i <= 20; i++) {
        rig.start("s" + i);
        rig.awaitEnds(i);
        // The next text must not come before the connection is back in the pool.
        Eventually.until("the end of the answer", () -> rig.peer.isIdle());
      }
      assertThat(rig.peer.connections.get()).isLessThan(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "llamacpp", "openai"})
  void silenceBeforeTheFirstTokenEndsTheTextInTime(String dialect) {
    ServerTimeouts loading = new ServerTimeouts(2_000, 200, 60_000, 60_000, 20_000);
    try (ServerRig rig = new ServerRig(dialect, loading)) {
      rig.peer.play(dialect + "-hold-silent");
      rig.start("s");
      TokenEnd end = rig.awaitEnd();
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.INCOMPLETE);
      assertThat(end.message()).contains("was silent for 0.2 s");
      Eventually.until("the close", () -> rig.peer.textsClosed() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "llamacpp", "openai"})
  void silenceBetweenTokensEndsTheTextInTime(String dialect) {
    ServerTimeouts between = new ServerTimeouts(2_000, 60_000, 200, 60_000, 20_000);
    try (ServerRig rig = new ServerRig(dialect, between)) {
      rig.peer.play(dialect + "-hold");
      rig.start("s");
      assertThat(rig.awaitEnd().reason()).isEqualTo(TokenEnd.Reason.INCOMPLETE);
      assertThat(rig.chunks).hasSize(3);
    }
  }

  @Test
  void pingsAloneKeepATextForAWhileButNotForEver() {
    ServerTimeouts talk = new ServerTimeouts(2_000, 60_000, 60_000, 300, 20_000);
    try (ServerRig rig = new ServerRig("openai", talk)) {
      TokenEnd end = writtenBy(rig, socket -> repeat(rig, socket, ": ping\n\n"));
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.INCOMPLETE);
      assertThat(end.message()).contains("0.3 s");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ollama", "llamacpp", "openai"})
  void aLineOfAHundredMegabytesIsCutOffAtOne(String dialect) {
    try (ServerRig rig = new ServerRig(dialect)) {
      AtomicLong sent = new AtomicLong();
      TokenEnd end =
          writtenBy(
              rig,
              socket -> {
                socket.write(
                    dialect.equals("ollama") ? "{\"response\":\"" : "data: {\"content\":\"");
                flood(socket, sent, 100L * MEGABYTE);
              });
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.ERROR);
      assertThat(end.message()).contains("more than 1 MiB");
      assertThat(rig.chunks).isEmpty();
      assertThat(sent.get()).isLessThan(64L * MEGABYTE);
    }
  }

  @Test
  void anEventOfEndlesslyManyLinesIsCutOffToo() {
    try (ServerRig rig = new ServerRig("llamacpp")) {
      TokenEnd end = writtenBy(rig, socket -> repeat(rig, socket, "data: x\n".repeat(4_000)));
      assertThat(end.message()).contains("more than 1 MiB");
    }
  }

  @Test
  void aServerThatWritesMoreThanWasAskedForIsCutOff() {
    try (ServerRig rig = new ServerRig("ollama")) {
      String record = "{\"response\":\"x\",\"done\":false}\n";
      TokenEnd end = writtenBy(rig, socket -> repeat(rig, socket, record.repeat(50)));
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.LENGTH);
      assertThat(end.tokens()).isBetween(1_000L, 1_100L);
    }
  }

  @Test
  void somethingThatDoesNotSpeakHttpIsAnError() {
    try (ServerRig rig = new ServerRig("ollama")) {
      TokenEnd end = answeredBy(rig, socket -> socket.write("220 mail ready\r\n"));
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.ERROR);
    }
  }

  @Test
  void wordsThatAreNoJsonAreAnError() {
    try (ServerRig rig = new ServerRig("ollama")) {
      TokenEnd end = writtenBy(rig, socket -> socket.write("hello there\n"));
      assertThat(end.reason()).isEqualTo(TokenEnd.Reason.ERROR);
      assertThat(end.message()).contains("no JSON");
    }
  }

  private static TokenEnd writtenBy(ServerRig rig, Consumer<NetSocket> body) {
    String head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    return answeredBy(
        rig,
        socket -> {
          socket.write(head);
          body.accept(socket);
        });
  }

  /** The end of a text whose request is answered by whatever else listens there. */
  private static TokenEnd answeredBy(ServerRig rig, Consumer<NetSocket> answer) {
    rig.peer.answerWith(
        socket -> {
          socket.exceptionHandler(reset -> socket.close());
          socket.handler(request -> answer.accept(socket));
        });
    rig.start("s");
    return rig.awaitEnd();
  }

  private static void repeat(ServerRig rig, NetSocket socket, String text) {
    socket
        .write(text)
        .onSuccess(written -> rig.vertx.setTimer(5, due -> repeat(rig, socket, text)));
  }

  private static void flood(NetSocket socket, AtomicLong sent, long left) {
    if (left > 0) {
      socket
          .write(Buffer.buffer("x".repeat(MEGABYTE / 4)))
          .onSuccess(
              written -> {
                sent.addAndGet(MEGABYTE / 4);
                flood(socket, sent, left - MEGABYTE / 4);
              });
    }
  }
}
