package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.Event;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a client, it ends in the state of one to which nothing happened. */
class ClientLinkPropertyTest {

  /** What may happen at a tick. */
  enum Fate {
    NOTHING,
    STALL,
    DRAIN,
    ANSWER,
    SLOW,
    FAST,
    HIDE,
    SHOW,
    GARBAGE,
    SKIP_TICKS
  }

  @Property(tries = 400)
  void aHinderedClientEndsInTheStateOfAnUnhinderedOne(
      @ForAll("frames") List<Frame> frames,
      @ForAll @Size(min = 60, max = 60) List<Fate> fates,
      @ForAll @IntRange(min = 1, max = 15) int ackWindow,
      @ForAll @IntRange(min = 1, max = 30) int ringFrames,
      @ForAll WireMode mode) {
    LinkOptions options =
        new LinkOptions(ackWindow, 4 << 20, 1_000_000_000L, 30_000_000_000L, 8192);
    LinkRig rig = new LinkRig(options, ringFrames);
    LinkRig.Client client = rig.connected(mode);
    ClientState state = new ClientState();
    for (int i = 0; i < frames.size(); i++) {
      happen(fates.get(i), rig, client);
      rig.tick(frames.get(i).events().toArray(Event[]::new));
      receive(mode, client, state);
    }
    recover(rig, client, mode, state);

    assertThat(client.transport.closedFor()).isNull();
    assertThat(withoutOwnEvents(state)).isEqualTo(withoutOwnEvents(ClientState.of(rig.frames)));
  }

  @Property(tries = 200)
  void noScheduleExceedsTheWindow(
      @ForAll("frames") List<Frame> frames,
      @ForAll @Size(min = 60, max = 60) List<Fate> fates,
      @ForAll @IntRange(min = 1, max = 15) int ackWindow,
      @ForAll WireMode mode) {
    LinkOptions options =
        new LinkOptions(ackWindow, 4 << 20, 1_000_000_000L, 30_000_000_000L, 8192);
    LinkRig rig = new LinkRig(options, 30);
    LinkRig.Client client = rig.connected(mode);
    for (int i = 0; i < frames.size(); i++) {
      happen(fates.get(i), rig, client);
      rig.tick(frames.get(i).events().toArray(Event[]::new));
      assertThat(client.link.unconfirmed()).isLessThanOrEqualTo(ackWindow);
    }
  }

  @Provide
  Arbitrary<List<Frame>> frames() {
    return FrameArbitraries.frames(1, 60);
  }

  private static void happen(Fate fate, LinkRig rig, LinkRig.Client client) {
    switch (fate) {
      case NOTHING -> {}
      case STALL -> client.transport.writable(false);
      case DRAIN -> client.drain();
      case ANSWER -> answer(client);
      case SLOW -> client.says("{'type':'set_rate','maxFrameRate':7}");
      case FAST -> client.says("{'type':'set_rate','maxFrameRate':60}");
      case HIDE -> client.says("{'type':'visibility','hidden':true}");
      case SHOW -> client.says("{'type':'visibility','hidden':false}");
      case GARBAGE -> client.says("{'type':'ack','frameNumber':9999999}");
      case SKIP_TICKS -> rig.skip(3);
    }
  }

  private static void recover(
      LinkRig rig, LinkRig.Client client, WireMode mode, ClientState state) {
    client.says("{'type':'set_rate','maxFrameRate':60}");
    client.says("{'type':'visibility','hidden':false}");
    for (int i = 0; i < 3; i++) {
      client.drain();
      answer(client);
      rig.tick();
      receive(mode, client, state);
    }
  }

  private static void answer(LinkRig.Client client) {
    client.answerPings();
    if (client.session.mode() == WireMode.FRAMES) {
      client.ack(client.link.position());
    }
  }

  private static void receive(WireMode mode, LinkRig.Client client, ClientState state) {
    for (JsonNode message : client.transport.take()) {
      if (mode == WireMode.FRAMES) {
        state.applyEnvelope(message);
      } else {
        state.apply(message);
      }
    }
  }

  /** Without heartbeats and complaints, which are each client's own. */
  private static Object withoutOwnEvents(ClientState state) {
    var values = new java.util.TreeMap<>(state.values());
    values.remove("heartbeat");
    values.computeIfPresent(
        "kept on \"system\"",
        (key, kept) -> {
          List<?> others =
              ((List<?>) kept)
                  .stream().filter(e -> !e.toString().contains("UNSUPPORTED_MESSAGE")).toList();
          return others.isEmpty() ? null : others;
        });
    return values;
  }
}
