package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wirthforge.verticles.model.ModelSlugs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a server, by what looks at it find; and where servers are looked for. */
class ModelServerTest {

  private static final Dialect OLLAMA = ServerRig.dialect("ollama");
  private static final Sighting GONE = new Sighting.Absent("answers to nobody", true);
  private static final Sighting SLOW = new Sighting.Absent("does not answer in time", false);
  private static final Sighting LOADING = new Sighting.Loading(OLLAMA);

  private final ModelServer server =
      new ModelServer(
          ServerPlan.of("ollama", null, List.of(), false).candidates().get(0),
          new ModelSlugs(),
          ServerTimeouts.DEFAULT);

  private static Sighting found(String... names) {
    return new Sighting.Found(OLLAMA, List.of(names));
  }

  private Change.Kind see(Sighting sighting) {
    return server.seen(sighting).kind();
  }

  @Test
  void aServerThatGoesAndComesIsLostAndRecoveredOnceEach() {
    assertThat(see(found("a:1"))).isEqualTo(Change.Kind.RECOVERED);
    assertThat(see(found("a:1"))).isEqualTo(Change.Kind.NONE);
    assertThat(see(GONE)).isEqualTo(Change.Kind.LOST);
    assertThat(see(GONE)).isEqualTo(Change.Kind.NONE);
    assertThat(server.isReady()).isFalse();
    assertThat(server.models().infos().get(0).state()).isEqualTo("lost");
    assertThat(see(found("a:1"))).isEqualTo(Change.Kind.RECOVERED);
    assertThat(server.models().infos().get(0).state()).isEqualTo("ready");
  }

  @Test
  void aServerThatIsSlowOnceIsNotLost() {
    see(found("a"));
    assertThat(see(SLOW)).isEqualTo(Change.Kind.NONE);
    assertThat(see(found("a"))).isEqualTo(Change.Kind.NONE);
    assertThat(see(SLOW)).isEqualTo(Change.Kind.NONE);
    assertThat(see(SLOW)).isEqualTo(Change.Kind.LOST);
  }

  @Test
  void aServerThatLoadsIsReadyWhenItHasLoaded() {
    assertThat(see(LOADING)).isEqualTo(Change.Kind.NONE);
    assertThat(server.lostWords()).contains("loading");
    assertThat(see(found("a"))).isEqualTo(Change.Kind.LOADED);
    assertThat(see(LOADING)).isEqualTo(Change.Kind.LOST);
    assertThat(server.models().infos().get(0).state()).isEqualTo("loading");
    assertThat(see(found("a"))).isEqualTo(Change.Kind.LOADED);
  }

  @Test
  void modelsThatComeAndGoAreListedUnderStableSlugs() {
    see(found("a:1", "b"));
    assertThat(server.models().slugs()).containsExactly("a-1", "b");
    assertThat(see(found("b", "c"))).isEqualTo(Change.Kind.LISTED);
    assertThat(server.models().slugs()).containsExactly("b", "c");
    see(found("a.1", "a:1"));
    assertThat(server.models().slugs()).containsExactly("a-1-2", "a-1");
    assertThat(server.models().nameOf("a-1")).isEqualTo("a:1");
  }

  @Test
  void aNameMayLeaveOutTheTagThatOllamaAdds() {
    see(found("qwen3:latest", "phi", "phi:latest"));
    assertThat(server.models().slugOf("qwen3")).isEqualTo("qwen3-latest");
    assertThat(server.models().slugOf("phi")).isEqualTo("phi");
    assertThat(server.models().slugOf("qwen")).isNull();
  }

  @Test
  void namesakesOfTwoServersHaveSlugsOfTheirOwn() {
    ModelSlugs slugs = new ModelSlugs();
    List<ModelServer> servers =
        ServerPlan.of("auto", null, List.of(), false).candidates().stream()
            .map(each -> new ModelServer(each, slugs, ServerTimeouts.DEFAULT))
            .toList();
    servers.forEach(each -> each.seen(found("same")));
    assertThat(servers)
        .extracting(each -> each.models().slugs().get(0))
        .containsExactly("same", "same-2", "same-3", "same-4");
  }

  @Test
  void theWaitDoublesWhileItIsGoneUpToHalfAMinute() {
    WatchPace pace = new WatchPace();
    for (long expected : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
      assertThat(pace.afterMissing()).isEqualTo(expected);
    }
    assertThat(pace.afterFound()).isEqualTo(5_000);
    assertThat(pace.afterMissing()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "auto,, '11434 ollama once, 8080 llamacpp once, 1234 openai once, 8000 openai once'",
    "auto, http://127.0.0.1:9, '9 ollama llamacpp openai kept'",
    "ollama,, '11434 ollama kept'",
    "llamacpp,, '8080 llamacpp kept'",
    "openai,, '1234 openai kept, 8000 openai kept'",
    "openai, http://127.0.0.1:9/v1, '9 openai kept'",
    "embedded,, ''",
  })
  void serversAreLookedForWhereTheyUsuallyAreOrWhereThePersonSays(
      String source, String url, String expected) {
    List<String> found =
        ServerPlan.of(source, url, List.of(), false).candidates().stream()
            .map(ModelServerTest::words)
            .toList();
    assertThat(String.join(", ", found)).isEqualTo(expected);
  }

  private static String words(ServerPlan.Candidate candidate) {
    StringBuilder words = new StringBuilder().append(candidate.url().port());
    candidate.dialects().forEach(each -> words.append(' ').append(each.source()));
    assertThat(candidate.isMain()).isTrue();
    return words.append(candidate.isKept() ? " kept" : " once").toString();
  }

  @Test
  void furtherServersAreKeptAndNeverTheMainOne() {
    List<ServerPlan.Candidate> candidates =
        ServerPlan.of("embedded", null, List.of("http://[::1]:1", "http://localhost:2"), false)
            .candidates();
    assertThat(candidates).extracting(each -> each.url().port()).containsExactly(1, 2);
    assertThat(candidates).noneMatch(ServerPlan.Candidate::isMain);
    assertThat(candidates).allMatch(each -> each.isKept() && each.dialects().size() == 3);
  }

  @Test
  void aUrlThatCannotBeUsedIsRefusedWithItsKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerPlan.of("ollama", "http://10.0.0.1:1", List.of(), false))
        .withMessageStartingWith("\"model.url\" \"http://10.0.0.1:1\" is not on this machine");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerPlan.of("auto", null, List.of("http://a"), false))
        .withMessageStartingWith("\"model.servers\" \"http://a\" is not");
    assertThat(ServerPlan.of("ollama", "http://10.0.0.1:1", List.of(), true).candidates())
        .hasSize(1);
  }
}
