package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Starting, stopping, ports, several of a kind, and what it costs when nobody looks. */
class BridgeLifeTest {

  @Test
  void whenTheBridgeStopsItsClientsAreToldToReconnect() {
    try (BridgeRig rig = BridgeRig.verticles();
        WsProbe one = WsProbe.events(rig.port());
        WsProbe two = WsProbe.frames(rig.port())) {
      rig.stopBridge();

      assertThat(one.end()).isEqualTo(new WsProbe.End(1001, CloseReason.SHUTDOWN.text()));
      assertThat(two.end().code()).isEqualTo(1001);
      assertThat(rig.clients()).isZero();
    }
  }

  @Test
  void aNewRunOfTheStreamHasAnotherEpochAndClientsComeBackToIt() {
    try (BridgeRig rig = BridgeRig.verticles()) {
      String first;
      try (WsProbe client = WsProbe.frames(rig.port())) {
        first = client.next().get("epoch").textValue();
        rig.stopFrames();
        rig.startFrames();
        assertThat(client.end().code()).isEqualTo(1001);
      }
      Eventually.until(
          "to be let in again", () -> RawClient.upgrade(rig.port(), "/ws").status() == 101);
      String resume = "/ws?resume=" + first + ":5";
      try (WsProbe client = WsProbe.connect(rig.port(), resume, WireMode.FRAMES.subProtocol())) {
        JsonNode welcome = client.next();
        assertThat(welcome.get("epoch").textValue()).isNotEqualTo(first);
        assertThat(welcome.get("resumed").booleanValue()).isFalse();
        assertThat(client.next().get("reset").booleanValue()).isTrue();
      }
    }
  }

  @Test
  void whileNobodyIsConnectedNothingIsEncoded() {
    try (BridgeRig rig = BridgeRig.verticles()) {
      FrameContributor contributor = rig.contributeNumbers();
      Eventually.until(
          "a second of frames",
          () -> rig.count("wirthforge.events.in", "channel", "contributed") > 60);

      assertThat(rig.count("wirthforge.events.encoded")).isZero();
      try (WsProbe client = WsProbe.events(rig.port())) {
        client.nextOfType("token_stream");
        assertThat(rig.count("wirthforge.events.encoded")).isPositive();
      }
      contributor.leave();
    }
  }

  @Test
  void anEventIsEncodedOnceHoweverManyClientsThereAre() {
    try (BridgeRig rig = BridgeRig.verticles()) {
      List<WsProbe> clients =
          IntStream.range(0, 10)
              .mapToObj(i -> i % 2 == 0 ? WsProbe.events(rig.port()) : WsProbe.frames(rig.port()))
              .toList();
      double before = rig.count("wirthforge.events.encoded");
      long start = System.nanoTime();
      for (int i = 0; i < 300; i++) {
        rig.publish(TestEvents.reward("reward " + i));
      }
      for (WsProbe client : clients) {
        client.next(message -> message.toString().contains("reward 299"));
      }
      double encoded = rig.count("wirthforge.events.encoded") - before;
      double heartbeats = 10 * ((System.nanoTime() - start) / 1e9 + 1);

      assertThat(encoded).isBetween(300.0, 300 + heartbeats);
      clients.forEach(WsProbe::close);
    }
  }

  @Test
  void aPortThatIsTakenIsPassedOverForTheNext() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Vertx vertx = Vertx.vertx();
      WebSocketBridgeVerticle verticle = listening(taken.getLocalPort(), 10);
      Eventually.done(vertx.deployVerticle(verticle));

      assertThat(verticle.port()).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 9);
      assertThat(RawClient.get(verticle.port(), "/", "Host: 127.0.0.1:" + verticle.port()).status())
          .isEqualTo(404);
      Eventually.done(vertx.close());
    }
  }

  @Test
  void aPortThatMustBeThatOneAndIsTakenIsAnErrorThatNamesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Vertx vertx = Vertx.vertx();
      Throwable failure =
          Eventually.failure(vertx.deployVerticle(listening(taken.getLocalPort(), 1)));

      assertThat(failure).isInstanceOf(IOException.class);
      assertThat(failure).hasMessageContaining(String.valueOf(taken.getLocalPort()));
      Eventually.done(vertx.close());
    }
  }

  @Test
  void twoBridgesOfOneVertxWithDifferentRootsDoNotMix() {
    try (BridgeRig rig = BridgeRig.verticles(new JsonObject().put("root", "one"))) {
      FrameBridgeOptions options =
          new FrameBridgeOptions(new JsonObject().put("root", "two").put("port", 0));
      var registry = new SimpleMeterRegistry();
      WebSocketBridgeVerticle other =
          new WebSocketBridgeVerticle(
              options, TestEvents.CATALOG, registry, AccessToken.create(), null);
      Eventually.done(
          rig.vertx.deployVerticle(
              new FrameAggregatorVerticle(options, TestEvents.CATALOG, registry)));
      Eventually.done(rig.vertx.deployVerticle(other));
      Eventually.until("ready", () -> RawClient.upgrade(other.port(), "/ws").status() == 101);
      try (WsProbe one = WsProbe.events(rig.port());
          WsProbe two = WsProbe.events(other.port())) {
        rig.vertx.eventBus().publish("one.reward", TestEvents.reward("for one"));
        rig.vertx.eventBus().publish("two.reward", TestEvents.reward("for two"));

        assertThat(one.nextOfType("reward_event").toString()).contains("for one");
        assertThat(two.nextOfType("reward_event").toString()).contains("for two");
        assertThat(one.received().toString()).doesNotContain("for two");
        assertThat(two.received().toString()).doesNotContain("for one");
      }
    }
  }

  @Test
  void aSecondAggregatorUnderOneRootIsRefusedUntilTheFirstIsGone() {
    try (BridgeRig rig = BridgeRig.verticles()) {
      var second = new FrameAggregatorVerticle(rig.options, TestEvents.CATALOG, rig.registry);
      assertThat(Eventually.failure(rig.vertx.deployVerticle(second)))
          .hasMessageContaining("\"wirthforge\"")
          .hasMessageContaining("choose another root");
      try (WsProbe client = WsProbe.events(rig.port())) {
        rig.publish(TestEvents.reward("undisturbed"));
        client.nextOfType("reward_event");
      }
      rig.stopFrames();
      rig.startFrames();
    }
  }

  @Test
  void severalInstancesShareAPortAndTheirClientsGetTheSameFrames() throws IOException {
    int port = FreePort.any();
    try (BridgeRig rig = BridgeRig.verticles()) {
      FrameBridgeOptions options =
          new FrameBridgeOptions(rig.options.toJson().put("port", port).put("maxClients", 6));
      Eventually.done(
          rig.vertx.deployVerticle(
              () ->
                  new WebSocketBridgeVerticle(
                      options, TestEvents.CATALOG, rig.registry, rig.token, null),
              new DeploymentOptions().setInstances(2)));
      Eventually.until("ready", () -> RawClient.upgrade(port, "/ws").status() == 101);
      Eventually.until("ready twice", () -> RawClient.upgrade(port, "/ws").status() == 101);
      Eventually.until("quiet", () -> rig.clients() == 0);
      List<WsProbe> clients = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        clients.add(WsProbe.frames(port));
      }
      rig.publish(TestEvents.reward("for all"));
      Set<String> frames =
          clients.stream()
              .map(c -> c.next(m -> m.toString().contains("for all")).get("frameNumber").toString())
              .collect(Collectors.toSet());
      assertThat(frames).hasSize(1);
      try (WsProbe tooMany = WsProbe.frames(port)) {
        assertThat(tooMany.end().code()).isEqualTo(1013);
      }
      clients.forEach(WsProbe::close);
    }
  }

  @Test
  void aConnectionThatAsksForNothingIsEndedAfterFiveSeconds() {
    try (BridgeRig rig = BridgeRig.verticles();
        RawClient silent = RawClient.open(rig.port());
        RawClient half = RawClient.open(rig.port());
        WsProbe client = WsProbe.events(rig.port())) {
      long before = System.nanoTime();
      half.send("GET /ws HTTP/1.1\r\nHost: 127".getBytes());

      assertThat(silent.isEnded()).isTrue();
      assertThat(half.isEnded()).isTrue();
      assertThat(System.nanoTime() - before).isGreaterThan(4_000_000_000L);
      rig.publish(TestEvents.reward("on we go"));
      client.nextOfType("reward_event");
    }
  }

  private static WebSocketBridgeVerticle listening(int port, int tries) {
    FrameBridgeOptions options =
        new FrameBridgeOptions(new JsonObject().put("port", port).put("portTries", tries));
    return new WebSocketBridgeVerticle(
        options, TestEvents.CATALOG, new SimpleMeterRegistry(), AccessToken.create(), null);
  }
}
