package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EnergyField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of every fault there is, each of which ends with all clients whole. A seed is a
 * schedule: {@code -Dwirthforge.seed=‹n›} plays one again, {@code -Dwirthforge.schedules=‹n›} more.
 */
class FaultScheduleTest {

  private static final int SCHEDULES = Integer.getInteger("wirthforge.schedules", 50);
  private static final Long ONE = Long.getLong("wirthforge.seed");
  private static final int STEPS = 300;
  private static final int CLIENTS = 6;

  private final Map<String, Integer> happened = new TreeMap<>();

  @Test
  void afterAnyScheduleOfFaultsEveryClientIsWhole() {
    if (ONE != null) {
      new Schedule(ONE).run();
      return;
    }
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      try {
        new Schedule(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dwirthforge.seed=" + seed + " shows it", e);
      }
    }
    // A fault that never happens proves nothing.
    assertThat(happened).hasSize(15).allSatisfy((fault, times) -> assertThat(times).isPositive());
  }

  @Test
  void oneSeedIsOneSchedule() {
    List<String> first = new Schedule(8145).run();
    assertThat(new Schedule(8145).run()).isEqualTo(first);
    assertThat(new Schedule(8146).run()).isNotEqualTo(first);
  }

  private final class Schedule {

    private final Random random;
    private final ScheduledServer server;
    private final List<ScheduledClient> clients = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final Map<String, BigDecimal> totals = new TreeMap<>();
    private int session;
    private int serial;

    Schedule(long seed) {
      random = new Random(seed * 0x9E3779B97F4A7C15L);
      server = new ScheduledServer(random);
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new ScheduledClient(server, i % 2 == 0 ? WireMode.FRAMES : WireMode.EVENTS));
      }
    }

    List<String> run() {
      for (int step = 0; step < STEPS; step++) {
        tellSome();
        fault();
        clients.forEach(client -> client.read(random.nextInt(4)));
        server.nextTick();
      }
      recover();
      clients.forEach(ScheduledClient::assertWhole);
      return steps;
    }

    private void tellSome() {
      for (int n = random.nextInt(5); n > 0; n--) {
        String model = "m" + random.nextInt(2);
        switch (random.nextInt(5)) {
          case 0, 1 -> server.publish(TestEvents.text("s" + session, serial++ + " "));
          case 2 -> {
            BigDecimal total = totals.merge(model, new BigDecimal("0.1"), BigDecimal::add);
            server.publish(TestEvents.energy(model, total.toString(), "0.1", 1));
          }
          case 3 ->
              server.publish(
                  TestEvents.field(
                      model, EnergyField.FieldType.STREAM, random.nextInt(100) / 100.0));
          default -> server.publish(TestEvents.reward("reward " + serial++));
        }
      }
      if (random.nextInt(25) == 0) {
        server.publish(TestEvents.finalText("s" + session++, "the end"));
      }
    }

    private void fault() {
      ScheduledClient client = clients.get(random.nextInt(CLIENTS));
      switch (random.nextInt(20)) {
        case 0, 1, 2 -> on("cut", client::cut);
        case 3, 4, 5, 6 -> on("come back", () -> comeBack(client));
        case 7 -> on("burst", this::burst);
        case 8 -> on("bad event", this::badEvent);
        case 9 -> on("misbehave", () -> client.misbehave(random));
        case 10 -> on("blocked loop", () -> server.standStill(500_000_000L));
        case 11 -> on("hidden", () -> client.say("{'type':'visibility','hidden':true}"));
        case 12 -> on("shown", () -> client.say("{'type':'visibility','hidden':false}"));
        case 13 -> on("rate", () -> client.say("{'type':'set_rate','maxFrameRate':7}"));
        case 14 -> on("clock back", () -> server.setWall(-3_600_000));
        case 15 -> on("clock forth", () -> server.setWall(7_200_000));
        case 16 -> rarely("suspended", () -> server.standStill(3_000_000_000L));
        case 17 -> rarely("half open", this::halfOpen);
        case 18 -> rarely("restart", this::restart);
        default -> on("nothing", () -> {});
      }
    }

    private void on(String fault, Runnable action) {
      steps.add(fault);
      happened.merge(fault, 1, Integer::sum);
      action.run();
    }

    private void rarely(String fault, Runnable action) {
      if (random.nextInt(4) == 0) {
        on(fault, action);
      }
    }

    private void comeBack(ScheduledClient client) {
      if (!client.isConnected()) {
        client.connect();
      }
    }

    private void burst() {
      for (int i = 0; i < 3 * ScheduledServer.MAX_EVENTS_PER_TICK; i++) {
        server.publish(TestEvents.reward("burst " + serial++));
        server.publish(TestEvents.text("s" + session, serial++ + " "));
      }
    }

    private void badEvent() {
      String text = "x".repeat(10_000);
      server.publish(TestEvents.custom(TestEvents.CHAT, "{'room':'r','text':'" + text + "'}"));
    }

    /** Nobody reads or answers until the server has lost its patience. */
    private void halfOpen() {
      long until = server.nowNanos() + ScheduledServer.SILENCE_LIMIT_NANOS + 100_000_000;
      while (server.nowNanos() < until) {
        server.nextTick();
      }
      assertThat(clients).noneMatch(ScheduledClient::isConnected);
    }

    private void restart() {
      totals.clear();
      session++;
      server.restart();
    }

    private void recover() {
      server.publish(TestEvents.finalText("s" + session, "the end"));
      for (int i = 0; i < 40; i++) {
        for (ScheduledClient client : clients) {
          comeBack(client);
          if (i % 10 == 0) {
            client.say("{'type':'visibility','hidden':false}");
            client.say("{'type':'set_rate','maxFrameRate':60}");
          }
          client.read(Integer.MAX_VALUE);
        }
        server.nextTick();
      }
      clients.forEach(client -> client.read(Integer.MAX_VALUE));
    }
  }
}
