package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wirthforge.verticles.Eventually;
import io.wirthforge.verticles.model.ModelSlugs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers are found in the order of the plan; those that are kept are looked after. */
class ModelServersTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Eventually.done(vertx.close());
  }

  private static ServerPlan.Candidate candidate(WireDouble peer, boolean isMain, boolean isKept) {
    ServerUrl url = ServerUrl.of(peer.url(), false);
    return new ServerPlan.Candidate(url, Dialect.all(false), isMain, isKept);
  }

  private ModelServers servers(ServerPlan.Candidate... candidates) {
    ServerPlan plan = new ServerPlan(List.of(candidates));
    return new ModelServers(vertx, plan, new ModelSlugs(), ServerRig.PATIENT);
  }

  @Test
  void whatNobodyNamedAndIsNotThereIsForgotten() {
    WireDouble gone = WireDouble.start(vertx, "ollama", "a");
    WireDouble there = WireDouble.start(vertx, "openai", "b");
    gone.down();
    ModelServers servers = servers(candidate(gone, true, false), candidate(there, true, false));
    Eventually.done(servers.lookOnce());
    assertThat(servers.all()).extracting(ModelServer::url).containsExactly(there.url());
    assertThat(servers.all().get(0).isReady()).isTrue();
  }

  @Test
  void whatIsStillLoadingIsKeptWhoeverNamedIt() {
    WireDouble peer = WireDouble.start(vertx, "llamacpp", "a");
    peer.loading(true);
    ModelServers servers = servers(candidate(peer, true, false));
    Eventually.done(servers.lookOnce());
    assertThat(servers.all()).hasSize(1);
    assertThat(servers.all().get(0).isLoading()).isTrue();
    List<Change.Kind> changes = new CopyOnWriteArrayList<>();
    servers.watch((server, change) -> changes.add(change.kind()));
    peer.loading(false);
    Eventually.until("its model", () -> changes.contains(Change.Kind.LOADED));
    assertThat(servers.all().get(0).isReady()).isTrue();
  }

  @Test
  void whatAPersonNamedIsKept() {
    WireDouble gone = WireDouble.start(vertx, "ollama", "a");
    gone.down();
    ModelServers servers = servers(candidate(gone, true, true));
    Eventually.done(servers.lookOnce());
    assertThat(servers.all()).hasSize(1);
    assertThat(servers.all().get(0).isKnown()).isFalse();
    assertThat(servers.all().get(0).lostWords()).isEqualTo("answers to nobody");
  }

  @Test
  void slugsAreGivenInTheOrderOfThePlanWhoeverAnswersFirst() {
    List<WireDouble> peers = new ArrayList<>();
    for (String dialect : List.of("openai", "ollama", "llamacpp")) {
      peers.add(WireDouble.start(vertx, dialect, "same"));
    }
    ModelServers servers =
        servers(
            peers.stream()
                .map(each -> candidate(each, true, false))
                .toArray(ServerPlan.Candidate[]::new));
    Eventually.done(servers.lookOnce());
    assertThat(servers.all())
        .extracting(each -> each.models().slugs().get(0))
        .containsExactly("same", "same-2", "same-3");
  }

  @Test
  void aLossIsHeardOfWithoutATextAndSoIsTheReturn() {
    WireDouble peer = WireDouble.start(vertx, "llamacpp", "a");
    List<Change.Kind> changes = new CopyOnWriteArrayList<>();
    ModelServers servers = servers(candidate(peer, true, true));
    Eventually.done(servers.lookOnce());
    servers.watch((server, change) -> changes.add(change.kind()));
    peer.down();
    Eventually.until("the loss", () -> changes.contains(Change.Kind.LOST));
    peer.up();
    Eventually.until("the return", () -> changes.contains(Change.Kind.RECOVERED));
    assertThat(changes).doesNotContain(Change.Kind.LISTED, Change.Kind.LOADED);
  }

  @Test
  void aFailureThatSomebodyMetIsLookedIntoAtOnce() {
    WireDouble peer = WireDouble.start(vertx, "ollama", "a");
    ModelServers servers = servers(candidate(peer, true, true));
    Eventually.done(servers.lookOnce());
    List<Change.Kind> changes = new CopyOnWriteArrayList<>();
    servers.watch((server, change) -> changes.add(change.kind()));
    int before = peer.looks.size();
    servers.lookNow(servers.all().get(0));
    Eventually.until("a look", () -> peer.looks.size() > before);
    Eventually.until("its answer", () -> !changes.isEmpty());
    assertThat(changes).containsOnly(Change.Kind.NONE);
  }

  @Test
  void afterTheirCloseNobodyIsLookedAt() {
    WireDouble peer = WireDouble.start(vertx, "ollama", "a");
    ModelServers servers = servers(candidate(peer, true, true));
    Eventually.done(servers.lookOnce());
    List<Change.Kind> changes = new CopyOnWriteArrayList<>();
    servers.watch((server, change) -> changes.add(change.kind()));
    servers.close();
    servers.lookNow(servers.all().get(0));
    peer.down();
    assertThat(changes).isEmpty();
  }
}
