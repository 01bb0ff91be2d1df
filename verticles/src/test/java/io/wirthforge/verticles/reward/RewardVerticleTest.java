package io.wirthforge.verticles.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameAggregatorVerticle;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.SealedFrame;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.verticles.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewards over the real bus and the real clock, with a real file. */
class RewardVerticleTest {

  private final FrameBridgeOptions options = new FrameBridgeOptions();
  private final List<Event> told = new CopyOnWriteArrayList<>();

  @TempDir Path directory;
  private Vertx vertx;
  private Path path;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    path = directory.resolve("rewards.json");
    Eventually.done(vertx.deployVerticle(new FrameAggregatorVerticle()));
    vertx
        .eventBus()
        .<SealedFrame>localConsumer(
            options.addresses().sealed(), m -> told.addAll(m.body().frame().events()));
  }

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  private String deploy(@Nullable ProfileFile file) {
    return Eventually.done(
        vertx.deployVerticle(
            new RewardVerticle(options.addresses(), new SimpleMeterRegistry(), file)));
  }

  private void token() {
    vertx
        .eventBus()
        .publish(options.addresses().channel("energy"), RewardRig.tokens("m", 1, "0.010"));
  }

  private long rewards() {
    return told.stream().filter(RewardEvent.class::isInstance).count();
  }

  private boolean warned(String code) {
    return told.stream()
        .anyMatch(each -> each instanceof ErrorEvent error && error.payload().code().equals(code));
  }

  @Test
  void aRewardIsInTheStreamAndInTheFileAndNeverComesAgain() throws IOException {
    ProfileFile file = new ProfileFile(path);
    String first = deploy(file);
    token();
    Eventually.until("a reward and a level", () -> rewards() == 2);
    Eventually.done(vertx.undeploy(first));
    assertThat(file.load().profile().given()).containsExactly(Reward.FIRST_TOKEN);

    deploy(file);
    for (int i = 0; i < 30; i++) {
      token();
    }
    Eventually.until("the tokens", () -> tokens() >= 31);
    assertThat(rewards()).isEqualTo(2);
  }

  private long tokens() {
    return told.stream()
        .filter(io.wirthforge.schemas.EnergyUpdate.class::isInstance)
        .mapToLong(each -> ((io.wirthforge.schemas.EnergyUpdate) each).payload().tokensGenerated())
        .sum();
  }

  @Test
  void whatWasCountedSinceTheLastRewardIsSavedAtTheEnd() throws IOException {
    ProfileFile file = new ProfileFile(path);
    file.save(new Profile(500, 0, 0, Set.of(Reward.FIRST_TOKEN)));
    String id = deploy(file);
    token();
    Eventually.until("the token", () -> tokens() == 1);
    Eventually.until(
        "the count",
        () -> {
          token();
          return tokens() > 3;
        });
    Eventually.done(vertx.undeploy(id));
    assertThat(file.load().profile().tokens()).isGreaterThan(500);
  }

  @Test
  void aFileThatMadeNoSenseIsSaidToHaveBeenKeptAsideOnceSomebodyWrites() throws IOException {
    Files.writeString(path, "no profile");
    deploy(new ProfileFile(path));
    token();
    Eventually.until("the warning", () -> warned("REWARDS_CORRUPT"));
    Eventually.until("a reward", () -> rewards() == 2);
    assertThat(directory.resolve("rewards.json.corrupt-1")).hasContent("no profile");
  }

  @Test
  void whereNoFileCanBeWrittenRewardsAreGivenAllTheSame() throws IOException {
    Path blocked = Files.writeString(directory.resolve("blocked"), "x");
    deploy(new ProfileFile(blocked.resolve("rewards.json")));
    token();
    Eventually.until("a reward", () -> rewards() == 2);
    Eventually.until(
        "the warning",
        () -> {
          token();
          return warned("REWARDS_UNWRITABLE");
        });
    assertThat(blocked).hasContent("x");
  }

  @Test
  void whatAnotherServerOfThePersonToldIsNotToldAgain() {
    deploy(new ProfileFile(path));
    FrameBridgeOptions others = new FrameBridgeOptions(new JsonObject().put("root", "others"));
    List<String> titles = new CopyOnWriteArrayList<>();
    Eventually.done(
        vertx.deployVerticle(
            new FrameAggregatorVerticle(
                others, EventCatalog.wirthforge(), new SimpleMeterRegistry())));
    vertx
        .eventBus()
        .<SealedFrame>localConsumer(
            others.addresses().sealed(), m -> titles.addAll(titlesIn(m.body().frame().events())));
    Eventually.done(
        vertx.deployVerticle(
            new RewardVerticle(
                others.addresses(), new SimpleMeterRegistry(), new ProfileFile(path))));
    token();
    Eventually.until("a reward and a level", () -> rewards() == 2);
    String energy = others.addresses().channel("energy");
    Eventually.until(
        "the other's own",
        () -> {
          vertx.eventBus().publish(energy, RewardRig.tokens("m", 500, "0"));
          return titles.contains("Level 2");
        });
    assertThat(titles).doesNotContain("First spark", "Level 1").contains("A thousand tokens");
  }

  private static List<String> titlesIn(List<? extends Event> events) {
    return events.stream()
        .filter(RewardEvent.class::isInstance)
        .map(each -> ((RewardEvent) each).payload().title())
        .toList();
  }

  @Test
  void withoutAFileRewardsAreGivenAndNothingIsWritten() throws IOException {
    String id = deploy(null);
    token();
    Eventually.until("a reward", () -> rewards() == 2);
    Eventually.done(vertx.undeploy(id));
    assertThat(directory).isEmptyDirectory();
  }
}
