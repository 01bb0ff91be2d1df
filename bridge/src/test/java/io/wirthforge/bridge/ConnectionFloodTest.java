package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections by the thousand, none of which asks for anything: bounded, and soon forgotten. */
class ConnectionFloodTest {

  private static final int MAX_CLIENTS = 8;
  private static final int MOST = SocketLimits.BESIDE_CLIENTS + MAX_CLIENTS + 64;

  private final List<RawClient> flood = new ArrayList<>();
  private BridgeRig rig;

  @BeforeEach
  void start() {
    rig = BridgeRig.verticles(new JsonObject().put("maxClients", MAX_CLIENTS));
  }

  @AfterEach
  void stop() {
    flood.forEach(RawClient::close);
    rig.close();
  }

  @Test
  void threeThousandConnectionsHoldNoMoreThanTheLimitAndTheHonestClientsMissNothing() {
    GivenNumbers given = new GivenNumbers(rig);
    Eventually.until("no other connection", () -> sockets() == 0);
    long files = openFiles();
    try (WsProbe honest = WsProbe.frames(rig.port())) {
      double most = 0;
      for (int i = 0; i < 3000; i++) {
        flood.add(RawClient.open(rig.port()));
        most = Math.max(most, sockets());
      }
      try (WsProbe newcomer = WsProbe.events(rig.port())) {
        newcomer.nextOfType("token_stream");
      }
      Eventually.until("the flood to be cut", () -> sockets() <= MOST);
      assertThat(most).isLessThan(2 * MOST); // Those that were cut take a moment to end.
      given.assertMissedNothing(honest);
    }
    flood.forEach(RawClient::close);
    Eventually.until("the end of all", () -> sockets() == 0);
    assertThat(rig.clients()).isZero();
    Eventually.until("the descriptors to be free", () -> openFiles() <= files + 20);
    assertThat(rig.count("wirthforge.connections.refused", "reason", "sockets"))
        .isGreaterThanOrEqualTo(3000 - MOST);
  }

  @Test
  void fiveHundredHalfHandshakesAreOverAfterFiveSecondsAndKeepNobodyOut() {
    try (WsProbe honest = WsProbe.events(rig.port())) {
      for (int i = 0; i < 500; i++) {
        RawClient half = RawClient.open(rig.port());
        half.trySend("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:1\r\nUpgr".getBytes(US_ASCII));
        flood.add(half);
      }
      try (WsProbe newcomer = WsProbe.events(rig.port())) {
        rig.publish(TestEvents.reward("on we go"));
        newcomer.nextOfType("reward_event");
      }
      honest.nextOfType("reward_event");
      flood.forEach(half -> assertThat(half.isEnded()).isTrue());
      Eventually.until("the honest client alone", () -> sockets() == 1);
    }
  }

  @Test
  void whereAllSeatsAreTakenByThoseWhoAskedTheNextIsToldToComeBack() {
    String[] host = {"Host: " + rig.host()};
    for (int i = 0; i < SocketLimits.BESIDE_CLIENTS + MAX_CLIENTS; i++) {
      RawClient client = RawClient.open(rig.port());
      flood.add(client);
      assertThat(client.request("GET /elsewhere HTTP/1.1", host).status()).isEqualTo(404);
    }
    RawClient.Answer answer = RawClient.get(rig.port(), "/elsewhere", host);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.body()).contains("AT_CAPACITY");
    flood.get(0).close();
    Eventually.until(
        "a free seat", () -> RawClient.get(rig.port(), "/elsewhere", host).status() == 404);
  }

  @Test
  void theLimitStaysFarBelowTheDescriptorsThatThereAre() {
    assertThat(SocketLimits.of(256, 1_000_000)).isEqualTo(new SocketLimits(512, 64));
    assertThat(SocketLimits.of(256, 1024)).isEqualTo(new SocketLimits(448, 64));
    assertThat(SocketLimits.of(256, 10)).isEqualTo(new SocketLimits(16, 64));
    assertThat(
            SocketLimits.maxDescriptors(
                List.of("Limit  Soft  Hard", "Max open files            1024  4096  files")))
        .isEqualTo(1024);
    assertThat(SocketLimits.maxDescriptors(List.of("Max open files   unlimited unlimited files")))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(SocketLimits.maxDescriptors(List.of())).isEqualTo(Integer.MAX_VALUE);
  }

  /** How many descriptors this process holds, those of the flood among them; 0 where none tells. */
  private static long openFiles() {
    String[] files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }

  private double sockets() {
    return rig.registry.find("wirthforge.sockets.open").gauge().value();
  }
}
