package io.wirthforge.schemas.conformance;

import java.util.EnumSet;
import java.util.Set;

/** Watches both clients of the stage for the time asked for, and judges all they were told. */
final class WatchScenario implements Scenario {

  private static final int BEATS = 2;
  private static final double MAX_MORE_SECONDS = 4;

  @Override
  public Set<Rule> rules() {
    return EnumSet.of(
        Rule.HANDSHAKE_FIRST,
        Rule.TRANSPORT_TEXT,
        Rule.SCHEMA_VALID,
        Rule.ORDER_INCREASING,
        Rule.ORDER_WITHIN_FRAME,
        Rule.TIME_SANE,
        Rule.CADENCE_60HZ,
        Rule.HEARTBEAT_INTERVAL,
        Rule.ENERGY_SUMS,
        Rule.TEXT_ENDS_ONCE,
        Rule.LATENCY_SANE,
        Rule.FRAMES_WELCOME,
        Rule.FRAMES_CONTIGUOUS);
  }

  @Override
  public void play(Stage stage) {
    watch(stage.events(), stage.settings().seconds());
    Watcher frames = stage.frames();
    Transcript inEvents = stage.events().transcript();
    stage.latencies().takeIn(inEvents);
    Findings findings = stage.findings();
    findings.add(Rule.HANDSHAKE_FIRST, HandshakeJudge.first(inEvents));
    judge(findings, inEvents);
    if (frames != null) {
      Transcript inFrames = frames.transcript();
      stage.latencies().takeIn(inFrames);
      findings.add(Rule.FRAMES_WELCOME, HandshakeJudge.welcome(inFrames));
      findings.add(Rule.FRAMES_CONTIGUOUS, OrderJudge.contiguous(inFrames));
      judge(findings, inFrames);
    }
    findings.add(Rule.LATENCY_SANE, stage.latencies().judge());
  }

  /** Both connections are open all the while; to wait on one is to wait on both. */
  private static void watch(Watcher events, int seconds) {
    events.await(() -> events.secondsOpen() >= seconds, seconds * 1000L + Watcher.LIMIT_MS);
    // Two heartbeats are seen in three seconds, by the server's time, however slow this machine is.
    events.await(
        () -> {
          Transcript soFar = events.transcript();
          return soFar.events("heartbeat").size() >= BEATS || soFar.seconds() > MAX_MORE_SECONDS;
        });
  }

  private static void judge(Findings findings, Transcript seen) {
    WireProtocol mode = seen.mode();
    findings.add(Rule.TRANSPORT_TEXT, MessageJudge.text(seen).in(mode));
    findings.add(Rule.SCHEMA_VALID, MessageJudge.schema(seen).in(mode));
    findings.add(Rule.ORDER_INCREASING, OrderJudge.increasing(seen).in(mode));
    findings.add(Rule.ORDER_WITHIN_FRAME, OrderJudge.withinFrame(seen).in(mode));
    findings.add(Rule.TIME_SANE, ClockJudge.sane(seen).in(mode));
    findings.add(Rule.CADENCE_60HZ, ClockJudge.cadence(seen).in(mode));
    findings.add(Rule.HEARTBEAT_INTERVAL, ClockJudge.heartbeat(seen).in(mode));
    findings.add(Rule.ENERGY_SUMS, ContentJudge.energy(seen).in(mode));
    findings.add(Rule.TEXT_ENDS_ONCE, ContentJudge.texts(seen).in(mode));
  }
}
