package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Resume, what ends a connection, and what does not. */
class ClientLinkLifeTest {

  private static final long SECOND = 1_000_000_000L;

  private final LinkRig rig = new LinkRig();

  @Test
  void aResumedClientGetsExactlyTheMergeOfWhatItMissed() {
    rig.ticks(100);
    List<JsonNode> sent = resume(LinkRig.EPOCH, 40);

    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).get("resumed").booleanValue()).isTrue();
    ClientLinkTest.assertIsMerge(sent.get(1), rig.mergeFrom(41));
  }

  @Test
  void aResumedClientThatMissedNothingGetsNothingButTheWelcome() {
    rig.ticks(10);

    assertThat(ClientLinkTest.types(resume(LinkRig.EPOCH, rig.number())))
        .containsExactly("welcome");
  }

  @Test
  void aResumedClientGetsNoSecondAnnouncement() {
    rig.tick(TestEvents.startup("m1"));
    rig.ticks(5);

    assertThat(ClientLinkTest.types(resume(LinkRig.EPOCH, rig.number() - 5).get(1).get("events")))
        .containsExactly("token_stream");
  }

  @Test
  void aPositionThatCannotBeServedIsAnsweredWithASnapshot() {
    LinkRig small = new LinkRig(LinkRig.OPTIONS, 10);
    small.ticks(100);
    for (var position :
        List.of(
            new UpgradeRequest.Position("other", 99),
            new UpgradeRequest.Position(LinkRig.EPOCH, small.number() + 1),
            new UpgradeRequest.Position(LinkRig.EPOCH, small.number() - 11),
            new UpgradeRequest.Position(LinkRig.EPOCH, 999_999_999_999_999L))) {
      List<JsonNode> sent =
          small.connect(WireMode.FRAMES, ClientFilter.EVERYTHING, position).transport.take();
      assertThat(sent.get(0).get("resumed").booleanValue()).as("%s", position).isFalse();
      assertThat(sent.get(1).get("reset").booleanValue()).as("%s", position).isTrue();
    }
  }

  @Test
  void thereIsNoResumeInEventsMode() {
    rig.ticks(100);
    var position = new UpgradeRequest.Position(LinkRig.EPOCH, 40);
    List<JsonNode> sent =
        rig.connect(WireMode.EVENTS, ClientFilter.EVERYTHING, position).transport.take();

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).at("/payload/tokens")).hasSize(100);
  }

  @Test
  void aClientForWhichTooMuchTextWaitsIsLetGoToResume() {
    LinkRig bounded = new LinkRig(new LinkOptions(15, 50_000, SECOND, 30 * SECOND, 8192), 10);
    LinkRig.Client client = bounded.connected(WireMode.FRAMES);
    LinkRig.Client good = bounded.connected(WireMode.FRAMES);
    client.transport.writable(false);
    int ticks = 0;
    while (client.transport.closedFor() == null && ticks < 1000) {
      bounded.tick(TestEvents.text("s", "x".repeat(500)));
      good.ack(bounded.number());
      ticks++;
    }

    assertThat(ticks).isBetween(30, 50);
    assertThat(client.transport.closedFor().code()).isEqualTo(4008);
    assertThat(client.link.isClosed()).isTrue();
    assertThat(good.transport.closedFor()).isNull();
  }

  @Test
  void stateThatFoldsNeverCountsAsWaiting() {
    LinkRig bounded = new LinkRig(new LinkOptions(15, 1024, SECOND, 30 * SECOND, 8192), 10);
    LinkRig.Client client = bounded.connected(WireMode.FRAMES);
    client.transport.writable(false);
    for (int i = 0; i < 1000; i++) {
      bounded.tick(TestEvents.energy("m1", "1", "0", 1));
    }

    assertThat(client.transport.closedFor()).isNull();
  }

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void aTickThatIsLargerThanTheBoundReachesAClientThatKeepsUp(WireMode mode) {
    LinkRig bounded = new LinkRig(new LinkOptions(15, 2000, SECOND, 30 * SECOND, 8192), 10);
    LinkRig.Client client = bounded.connected(mode);
    bounded.tick(TestEvents.text("s", "x".repeat(5000)));

    assertThat(client.transport.closedFor()).isNull();
    assertThat(client.transport.take()).hasSize(1);
  }

  @Test
  void aClientThatTakesNothingForThirtySecondsIsStalled() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.transport.writable(false);
    double seconds = secondsUntilClosed(client, true);

    assertThat(seconds).isBetween(30.0, 30.1);
    assertThat(client.transport.closedFor()).isEqualTo(CloseReason.STALLED);
  }

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void aClientThatSaysNothingForThirtySecondsIsSilent(WireMode mode) {
    LinkRig.Client client = rig.connected(mode);
    double seconds = secondsUntilClosed(client, false);

    assertThat(seconds).isBetween(30.0, 30.1);
    assertThat(client.transport.closedFor()).isEqualTo(CloseReason.SILENT);
  }

  @Test
  void anySignOfLifeKeepsAClient() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    for (int i = 0; i < 60 * 100; i++) {
      rig.tick();
      if (i % 1500 == 0) {
        client.says("garbage");
      }
    }

    assertThat(client.transport.closedFor()).isNull();
  }

  @Test
  void timeInWhichTheProcessStoodStillIsNobodysSilence() {
    LinkRig.Client quiet = rig.connected(WireMode.FRAMES);
    LinkRig.Client full = rig.connected(WireMode.EVENTS);
    full.transport.writable(false);
    rig.ticks(60 * 20);
    rig.standStill(40 * SECOND);
    rig.ticks(1);
    rig.standStill(3600 * SECOND);
    rig.ticks(60);

    assertThat(quiet.transport.closedFor()).isNull();
    assertThat(full.transport.closedFor()).isNull();
  }

  @Test
  void aClosedLinkSendsNothingAndIsClosedOnce() {
    LinkRig.Client client = rig.connected(WireMode.EVENTS);
    client.link.close(CloseReason.SHUTDOWN);
    client.link.close(CloseReason.INTERNAL);
    rig.ticks(100);
    client.pong(1);
    client.drain();
    client.says("garbage");
    client.says("{'type':'subscribe','channels':['energy']}");
    client.says("{'type':'visibility','hidden':false}");

    assertThat(client.transport.closedFor()).isEqualTo(CloseReason.SHUTDOWN);
    assertThat(client.transport.take()).isEmpty();
  }

  @Test
  void aLinkWhoseConnectionIsGoneSendsNothingToNobody() {
    LinkRig.Client client = rig.connected(WireMode.FRAMES);
    client.link.closed();
    rig.ticks(100);
    client.ack(0);
    client.drain();
    client.says("garbage");
    client.says("{'type':'subscribe','channels':['energy']}");

    assertThat(client.transport.take()).isEmpty();
    assertThat(client.transport.takePings()).isEmpty();
    assertThat(client.transport.closedFor()).isNull();
  }

  private List<JsonNode> resume(String epoch, long frame) {
    var position = new UpgradeRequest.Position(epoch, frame);
    return rig.connect(WireMode.FRAMES, ClientFilter.EVERYTHING, position).transport.take();
  }

  private double secondsUntilClosed(LinkRig.Client client, boolean talks) {
    int ticks = 0;
    while (client.transport.closedFor() == null && ticks < 60 * 60) {
      rig.tick();
      ticks++;
      if (talks && ticks % 60 == 0) {
        client.says("{'type':'visibility','hidden':false}");
      }
    }
    return ticks / 60.0;
  }
}
