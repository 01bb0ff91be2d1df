package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where reads end changes nothing: each script is cut at every byte. */
class ScriptsCutAnywhereTest {

  static Stream<WireScript> scripts() {
    return WireScript.all()
        .filter(each -> each.status() == 200 && !each.type().contains("html"))
        .filter(each -> !each.type().contains("json") || each.dialect().equals("ollama"));
  }

  private static final class Heard implements TokenSource.Sink {
    final List<TokenChunk> chunks = new ArrayList<>();
    final List<TokenEnd> ends = new ArrayList<>();

    @Override
    public void chunk(TokenChunk chunk) {
      chunks.add(chunk);
    }

    @Override
    public void end(TokenEnd end) {
      ends.add(end);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aCutAtAnyByteChangesNothing(WireScript script) {
    byte[] body = script.body();
    for (int at = 0; at <= body.length; at++) {
      assertHeard(
          script, List.of(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at, body.length)));
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void readsOfAnySizeChangeNothing(WireScript script) {
    byte[] body = script.body();
    for (int size = 1; size < 40; size++) {
      List<byte[]> reads = new ArrayList<>();
      for (int at = 0; at < body.length; at += size) {
        reads.add(Arrays.copyOfRange(body, at, Math.min(body.length, at + size)));
      }
      assertHeard(script, reads);
    }
  }

  private static void assertHeard(WireScript script, List<byte[]> reads) {
    Heard heard = new Heard();
    ServerAnswer answer =
        new ServerAnswer(
            ServerRig.request("s"),
            heard,
            new ServerWords("the double", ServerRig.request("s")),
            ServerRig.dialect(script.dialect()));
    reads.forEach(each -> answer.bytes(each, 5));
    if (script.holds()) {
      answer.end(TokenEnd.Reason.CANCELLED, null);
    } else {
      answer.finish(
          6,
          script.name().endsWith("broken") ? "it broke off" : "without saying that it is complete");
    }
    answer.bytes(script.body(), 7);
    answer.finish(8, "");
    Meaning.assertChunks(script, heard.chunks);
    assertThat(heard.ends).hasSize(1);
    Meaning.assertEnd(script, heard.ends.get(0));
  }
}
