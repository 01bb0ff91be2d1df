package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges times by what the server itself says of them, never by how fast messages arrive: neither a
 * busy server nor a busy kit is a wrong one.
 */
final class ClockJudge {

  private static final double RATE_HZ = 60;
  private static final double TOLERANCE_HZ = 5;
  private static final int MIN_TICKS = 60;
  private static final long MAX_APART_MS = 3_600_000;
  private static final double BEAT_TOLERANCE = 0.2;

  /** How late the first or last heartbeat may be on a busy machine. */
  private static final double LATE_SECONDS = 1.5;

  private static final double SILENCE_SECONDS = 3.5;

  private ClockJudge() {}

  /**
   * 60 frame numbers a second: the median of many slopes, so that single late ticks don't count.
   */
  static Finding cadence(Transcript transcript) {
    List<Tick> ticks = Tick.of(transcript);
    if (ticks.size() < MIN_TICKS) {
      return Finding.skipped("only %s came", Words.count(ticks.size(), "tick"));
    }
    List<Double> rates = new ArrayList<>();
    int half = ticks.size() / 2;
    for (int i = 0; i + half < ticks.size(); i++) {
      Tick from = ticks.get(i);
      Tick to = ticks.get(i + half);
      double ms = to.timestampMs() - from.timestampMs();
      rates.add(ms <= 0 ? Double.MAX_VALUE : (to.number() - from.number()) * 1000.0 / ms);
    }
    Collections.sort(rates);
    double rate = rates.get(rates.size() / 2);
    Tick last = ticks.get(ticks.size() - 1);
    long due = last.number() - ticks.get(0).number() + 1;
    String figures =
        Words.of(
            "%.2f Hz over %.1f s, %d of %d ticks came by themselves",
            Math.min(rate, 1e6), transcript.seconds(), ticks.size(), due);
    return Math.abs(rate - RATE_HZ) <= TOLERANCE_HZ
        ? Finding.pass(figures)
        : Finding.fail("%s; 60 Hz are asked, within 5", figures);
  }

  /** Times are of this hour, and rise. */
  static Finding sane(Transcript transcript) {
    Map<String, Long> newest = new HashMap<>();
    int seen = 0;
    for (Message message : transcript.messages()) {
      JsonNode time = message.json().path("timestamp");
      if (time.isIntegralNumber()) {
        long apart = Math.abs(time.longValue() - message.epochMicros() / 1000);
        if (apart > MAX_APART_MS) {
          return Finding.fail(
              "message %d /timestamp is more than an hour from now", message.number());
        }
        Long before =
            message.json().has("frameNumber")
                ? newest.put(OrderJudge.slotOf(message.json()), time.longValue())
                : null;
        if (before != null && time.longValue() < before) {
          return Finding.fail("message %d /timestamp is before the last", message.number());
        }
        seen++;
      }
    }
    return seen == 0 ? Finding.skipped("no time came") : Finding.pass(Words.count(seen, "time"));
  }

  /** A heartbeat a second, by its own time; its numbers rise from 1 on. */
  static Finding heartbeat(Transcript transcript) {
    List<Transcript.Told> beats = transcript.events("heartbeat");
    if (beats.size() < 2) {
      double seconds = transcript.seconds();
      return seconds > SILENCE_SECONDS
          ? Finding.fail("%s in %.1f s", Words.count(beats.size(), "heartbeat"), seconds)
          : Finding.skipped("%.1f s are too few to see two heartbeats", seconds);
    }
    for (int i = 1; i < beats.size(); i++) {
      if (sequence(beats.get(i)) <= sequence(beats.get(i - 1))) {
        return Finding.fail("%s /payload/sequence does not rise", beats.get(i).where());
      }
    }
    Transcript.Told first = beats.get(0);
    Transcript.Told last = beats.get(beats.size() - 1);
    double seconds = (serverTime(last) - serverTime(first)) / 1000.0;
    long apart = sequence(last) - sequence(first);
    double perBeat = seconds / apart;
    if (Math.abs(seconds - apart) > apart * BEAT_TOLERANCE + LATE_SECONDS) {
      return Finding.fail("one each %.2f s, one each second is asked", perBeat);
    }
    // Those that a slow connection had merged into the first are seconds that went by.
    long firstAtMost = 2 + (first.epochMicros() - start(transcript)) / 1_000_000;
    return sequence(first) < 1 || sequence(first) > firstAtMost
        ? Finding.fail("the first sequence is %d, 1 is asked", sequence(first))
        : Finding.pass("%d, one each %.2f s", beats.size(), perBeat);
  }

  private static long start(Transcript transcript) {
    return transcript.messages().get(0).epochMicros();
  }

  private static long sequence(Transcript.Told beat) {
    return beat.payload().path("sequence").asLong();
  }

  private static long serverTime(Transcript.Told beat) {
    return beat.payload().path("serverTime").asLong();
  }
}
