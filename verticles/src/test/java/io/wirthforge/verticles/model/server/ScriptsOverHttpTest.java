package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything a model server may write, over real HTTP on loopback. */
class ScriptsOverHttpTest {

  static Stream<WireScript> scripts() {
    return WireScript.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyScriptBecomesItsChunksAndItsOneEnd(WireScript script) {
    try (ServerRig rig = new ServerRig(script.dialect())) {
      rig.peer.play(script);
      TokenSource.Running text = rig.start("s");
      if (script.holds()) {
        rig.awaitText(script.chunks().size());
        rig.cancel(text);
      }
      Meaning.assertEnd(script, rig.awaitEnd());
      Meaning.assertChunks(script, rig.chunks);
      assertThat(rig.ends).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void afterEveryScriptTheNextTextIsWhole(WireScript script) {
    WireScript plain = WireScript.named(script.dialect() + "-plain");
    try (ServerRig rig = new ServerRig(script.dialect())) {
      rig.peer.play(script, plain);
      TokenSource.Running first = rig.start("first");
      if (script.holds()) {
        rig.awaitText(script.chunks().size());
        rig.cancel(first);
      }
      rig.awaitEnds(1);
      rig.chunks.clear();
      rig.start("second");
      rig.awaitEnds(2);
      assertThat(rig.ends.get(1).reason()).isEqualTo(TokenEnd.Reason.STOP);
      Meaning.assertChunks(plain, rig.chunks);
    }
  }
}
