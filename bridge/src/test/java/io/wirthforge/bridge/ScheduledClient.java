package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client to which things happen: it reads when it may, is cut off with messages under way, comes
 * back, and adds up what it gets.
 */
final class ScheduledClient {

  private static final int SOCKET_HOLDS = 8;

  private final ScheduledServer server;
  private final WireMode mode;
  private final Tally tally = new Tally();
  private final Deque<JsonNode> underWay = new ArrayDeque<>();
  private FakeTransport transport = new FakeTransport();
  private @Nullable ClientLink link;
  private @Nullable ClientInbox inbox;
  private String epoch = "";
  private String serverEpoch = "";
  private long position = -1;
  private long knownFrom = -1;
  private Set<String> missed = Set.of();
  private int closes;

  ScheduledClient(ScheduledServer server, WireMode mode) {
    this.server = server;
    this.mode = mode;
    server.clients.add(this);
  }

  boolean isConnected() {
    return link != null;
  }

  /** How often the server ended a connection of this client. */
  int closes() {
    return closes;
  }

  /** Connects, and asks for what it missed, if it knows how. */
  void connect() {
    LoopStream stream = server.stream();
    transport = new FakeTransport();
    underWay.clear();
    long now = server.nowNanos();
    ClientSession session =
        new ClientSession(
            "c1",
            mode,
            ClientFilter.EVERYTHING,
            server.linkOptions,
            new SentTally(server.metrics),
            now);
    OwnEvents own =
        new OwnEvents(
            stream.encoder(),
            server.metrics,
            new Heartbeats(server.linkOptions.heartbeatIntervalNanos(), now),
            "c1",
            () -> 60,
            server::wallMs);
    var resume = position < 0 ? null : new UpgradeRequest.Position(epoch, position);
    ClientLink made = stream.link(session, transport, own, resume);
    link = made;
    inbox = new ClientInbox(made, TestEvents.CATALOG.channels(), Permission.everything(), now);
    serverEpoch = stream.epoch();
    if (mode == WireMode.EVENTS) {
      begin(server.newest());
      missed = server.endedBefore(server.newest() + 1);
    }
    stream.greet(made, transport);
    collect();
  }

  private void begin(long frame) {
    tally.reset();
    knownFrom = frame;
    missed = server.endedBefore(frame - RetainedTexts.ENDED_FRAMES);
  }

  /** The connection is gone, and a client with it what was under way. */
  void cut() {
    if (link != null) {
      link.closed();
      forget();
    }
  }

  /** The server ends it. */
  void closedBy(CloseReason reason) {
    if (link != null && transport.closedFor() == null) {
      link.close(reason);
      ended();
    }
  }

  private void ended() {
    closes++;
    collect();
    read(Integer.MAX_VALUE); // Close frames come behind all that was written.
    forget();
  }

  private void forget() {
    link = null;
    inbox = null;
    underWay.clear();
  }

  void tick(long nowNanos) {
    if (link != null) {
      link.tick(nowNanos);
      collect();
      assertThat(link.unconfirmed()).isLessThanOrEqualTo(server.linkOptions.ackWindow());
      if (transport.closedFor() != null) {
        ended();
      }
    }
  }

  /** Takes what was written; a socket that holds much takes no more. */
  private void collect() {
    underWay.addAll(transport.take());
    transport.writable(underWay.size() < SOCKET_HOLDS);
  }

  /** Handles so many messages, and answers as a client does. */
  void read(int messages) {
    for (int i = 0; i < messages && !underWay.isEmpty(); i++) {
      handle(underWay.remove());
    }
    if (link != null && transport.closedFor() == null) {
      if (underWay.isEmpty()) {
        confirm();
      }
      if (link != null && underWay.size() < SOCKET_HOLDS && !transport.writable()) {
        transport.writable(true);
        link.drained();
        collect();
      }
    }
  }

  private void confirm() {
    List<Long> pings = transport.takePings();
    if (inbox != null) {
      for (long ping : pings) {
        inbox.pong(ping, server.nowNanos());
      }
      if (mode == WireMode.FRAMES && position >= 0 && epoch.equals(serverEpoch)) {
        say("{'type':'ack','frameNumber':" + position + "}");
      }
      collect();
    }
  }

  /** Says something, with single quotes for double ones. */
  void say(String message) {
    if (inbox != null && transport.closedFor() == null) {
      inbox.text(message.replace('\'', '"'), server.nowNanos());
      collect();
      if (transport.closedFor() != null) {
        ended();
      }
    }
  }

  private void handle(JsonNode message) {
    switch (message.get("type").textValue()) {
      case "welcome" -> {}
      case "frame" -> frame(message);
      default -> tally.apply(message);
    }
  }

  private void frame(JsonNode frame) {
    long from = frame.get("fromFrame").longValue();
    long to = frame.get("frameNumber").longValue();
    if (frame.path("reset").booleanValue()) {
      begin(to);
    } else {
      assertThat(from).as("no gap, nothing twice").isEqualTo(position + 1);
    }
    epoch = frame.get("epoch").textValue();
    position = to;
    frame.get("events").forEach(tally::apply);
  }

  /** Does, now and then, what it should not. */
  void misbehave(Random random) {
    switch (random.nextInt(4)) {
      case 0 -> say("{'type':'ack','frameNumber':999999999}");
      case 1 -> say("not json");
      case 2 -> say("{'type':'set_rate','maxFrameRate':0}");
      default -> say("{'type':'heartbeat_response','sequence':77777}");
    }
  }

  /** Knows what everybody knows who was there. */
  void assertWhole() {
    Tally told = server.told();
    var texts = told.texts();
    texts.keySet().removeAll(missed); // Ended too long before it came.
    assertThat(tally.texts()).isEqualTo(texts);
    assertThat(tally.totals()).isEqualTo(told.totals());
    assertThat(tally.fields()).isEqualTo(told.fields());
    assertThat(tally.rewards()).isEqualTo(server.rewardsAfter(knownFrom));
  }
}
