package io.wirthforge.verticles.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wirthforge.verticles.Eventually;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded model on a worker: the engine's text, one end, many texts at once. */
class EmbeddedSourceTest {

  private static final int FOREVER = 1_000_000;

  private SourceRig rig;

  @BeforeEach
  void load() throws IOException {
    rig = new SourceRig();
  }

  @AfterEach
  void close() {
    Eventually.done(rig.close());
  }

  @Test
  void theTextIsTheEnginesOwnForTheSameSeed() {
    TokenRequest request = SourceRig.request("a", 120, 42L);
    rig.start(rig.source(TokenRate.MAX, null), request, rig);
    rig.awaitEnds(1);
    assertThat(rig.textOf("a")).isEqualTo(rig.expected(request, 42)).isNotBlank();
    assertThat(rig.ends)
        .containsExactly(new TokenEnd("a", SourceRig.MODEL, TokenEnd.Reason.LENGTH, 120, null));
  }

  @Test
  void chunksAreNumberedTimedAndAccountForEveryToken() {
    rig.start(rig.source(TokenRate.MAX, null), SourceRig.request("a", 200, 7L), rig);
    rig.awaitEnds(1);
    long tokens = 0;
    long before = Long.MIN_VALUE;
    for (int i = 0; i < rig.chunks.size(); i++) {
      TokenChunk chunk = rig.chunks.get(i);
      assertThat(chunk.seq()).isEqualTo(i);
      assertThat(chunk.modelId()).isEqualTo(SourceRig.MODEL);
      assertThat(chunk.arrivalNanos()).isGreaterThanOrEqualTo(before);
      assertThat(chunk.logprob()).isNotPositive();
      assertThat(chunk.top()).hasSizeBetween(2, 10);
      before = chunk.arrivalNanos();
      tokens += chunk.tokens();
    }
    assertThat(rig.ends.get(0).tokens()).isEqualTo(tokens);
  }

  @Test
  void aStopStringEndsTheText() {
    String whole = rig.expected(SourceRig.request("a", 60, 3L), 3);
    String stop = whole.substring(20, 25);
    TokenRequest request =
        new TokenRequest("a", SourceRig.MODEL, "It was a truth", 0.8, 0.95, 60, List.of(stop), 3L);
    rig.start(rig.source(TokenRate.MAX, null), request, rig);
    rig.awaitEnds(1);
    assertThat(rig.textOf("a")).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(rig.ends.get(0).reason()).isEqualTo(TokenEnd.Reason.STOP);
  }

  @Test
  void aRequestWithoutSeedGetsTheSourcesSeedAndOneWithASeedKeepsIt() {
    EmbeddedSource source = rig.source(TokenRate.MAX, 5L);
    TokenRequest without = SourceRig.request("without", 40, null);
    TokenRequest with = SourceRig.request("with", 40, 6L);
    rig.start(source, without, rig);
    rig.start(source, with, rig);
    rig.awaitEnds(2);
    assertThat(rig.textOf("without")).isEqualTo(rig.expected(without, 5));
    assertThat(rig.textOf("with")).isEqualTo(rig.expected(with, 6));
  }

  @Test
  void withoutAnySeedEachTextIsAnother() {
    EmbeddedSource source = rig.source(TokenRate.MAX, null);
    rig.start(source, SourceRig.request("a", 100, null), rig);
    rig.start(source, SourceRig.request("b", 100, null), rig);
    rig.awaitEnds(2);
    assertThat(rig.textOf("a")).isNotEqualTo(rig.textOf("b"));
  }

  @Test
  void aTextThatIsCancelledEndsOnceAndFallsSilent() {
    EmbeddedSource source = rig.source(TokenRate.MAX, null);
    TokenSource.Running running = rig.start(source, SourceRig.request("a", FOREVER, 1L), rig);
    Eventually.until("some text", () -> rig.chunks.size() > 20);
    rig.cancel(running);
    int chunks = rig.chunks.size();
    rig.cancel(running);
    // Whatever was due before is done once another text has ended.
    rig.start(source, SourceRig.request("b", 50, 1L), rig);
    rig.awaitEnds(2);
    assertThat(rig.chunksOf("a")).hasSize(chunks);
    assertThat(rig.ends)
        .extracting(TokenEnd::sessionId, TokenEnd::reason)
        .containsExactly(tuple("a", TokenEnd.Reason.CANCELLED), tuple("b", TokenEnd.Reason.LENGTH));
  }

  @Test
  void aTextThatIsCancelledBeforeItsFirstTokenEndsOnceWithoutText() {
    EmbeddedSource source = rig.source(TokenRate.MAX, null);
    rig.startAndCancel(source, SourceRig.request("a", 10, 1L));
    rig.start(source, SourceRig.request("b", 50, 1L), rig);
    rig.awaitEnds(2);
    assertThat(rig.chunksOf("a")).isEmpty();
    assertThat(rig.ends)
        .extracting(TokenEnd::sessionId, TokenEnd::tokens)
        .containsExactly(tuple("a", 0L), tuple("b", 50L));
  }

  @Test
  void cancellingAfterTheEndChangesNothing() {
    TokenSource.Running running =
        rig.start(rig.source(TokenRate.MAX, null), SourceRig.request("a", 10, 1L), rig);
    rig.awaitEnds(1);
    rig.cancel(running);
    assertThat(rig.ends).extracting(TokenEnd::reason).containsExactly(TokenEnd.Reason.LENGTH);
  }

  @Test
  void twoTextsAtFullSpeedTakeTurns() {
    EmbeddedSource source = rig.source(TokenRate.MAX, null);
    TokenSource.Running a = rig.start(source, SourceRig.request("a", FOREVER, 1L), rig);
    rig.start(source, SourceRig.request("b", 100, 2L), rig);
    rig.awaitEnds(1);
    assertThat(rig.ends.get(0).sessionId()).isEqualTo("b");
    int from = firstOf("b");
    List<TokenChunk> together = List.copyOf(rig.chunks).subList(from, from + 100);
    assertThat(together.stream().filter(each -> each.sessionId().equals("a")).count())
        .isBetween(30L, 70L);
    rig.cancel(a);
    rig.awaitEnds(2);
  }

  private int firstOf(String session) {
    return rig.chunks.indexOf(rig.chunksOf(session).get(0));
  }

  @Test
  void aSinkThatFailsEndsItsOwnTextOnly() {
    EmbeddedSource source = rig.source(TokenRate.MAX, null);
    TokenRequest good = SourceRig.request("good", 80, 9L);
    rig.start(source, SourceRig.request("bad", FOREVER, 1L), new FailingSink(rig, 5, false));
    rig.start(source, SourceRig.request("worse", FOREVER, 1L), new FailingSink(rig, 5, true));
    rig.start(source, good, rig);
    rig.awaitEnds(2);
    assertThat(rig.textOf("good")).isEqualTo(rig.expected(good, 9));
    assertThat(rig.chunksOf("bad")).hasSize(5);
    assertThat(rig.chunksOf("worse")).hasSize(5);
    assertThat(rig.ends)
        .extracting(TokenEnd::sessionId, TokenEnd::reason)
        .containsExactlyInAnyOrder(
            tuple("bad", TokenEnd.Reason.ERROR), tuple("good", TokenEnd.Reason.LENGTH));
  }

  /** Passes some chunks on and fails at the next. */
  private static final class FailingSink implements TokenSource.Sink {
    private final TokenSource.Sink next;
    private final boolean failsAtEnd;
    private int left;

    FailingSink(TokenSource.Sink next, int chunks, boolean failsAtEnd) {
      this.next = next;
      this.left = chunks;
      this.failsAtEnd = failsAtEnd;
    }

    @Override
    public void chunk(TokenChunk chunk) {
      if (left-- == 0) {
        throw new IllegalStateException("the sink is full");
      }
      next.chunk(chunk);
    }

    @Override
    public void end(TokenEnd end) {
      if (failsAtEnd) {
        throw new IllegalStateException("the sink is broken");
      }
      next.end(end);
    }
  }

  @Test
  void aDeclaredPaceIsNeverExceeded() {
    long startNanos = System.nanoTime();
    rig.start(rig.source(new TokenRate(100), null), SourceRig.request("a", 30, 1L), rig);
    rig.awaitEnds(1);
    for (TokenChunk chunk : rig.chunks) {
      // Token n is not computed before n hundredths of a second have passed.
      assertThat(chunk.arrivalNanos() - startNanos).isGreaterThanOrEqualTo(chunk.seq() * 9_999_999);
    }
  }

  @Test
  void theModelSaysWhatItIs() {
    ModelInfo info = rig.source(TokenRate.MAX, null).models().get(0);
    assertThat(info.id()).isEqualTo(SourceRig.MODEL);
    assertThat(info.source()).isEqualTo("embedded");
    assertThat(info.state()).isEqualTo("ready");
    assertThat(info.certainty()).isEqualTo("yes");
    assertThat(info.detail()).contains("935,040 parameters");
  }

  @Test
  void whatHoldsTextNamesItselfWithoutIt() {
    TokenRequest request = new TokenRequest("s", "m", "canary", 1, 1, 1, List.of("canary"), null);
    TokenChunk chunk =
        new TokenChunk(
            "s", "m", 0, "canary", 1, null, List.of(new TokenChunk.Candidate("canary", 0)), 0);
    assertThat(request + " " + chunk).doesNotContain("canary");
  }
}
