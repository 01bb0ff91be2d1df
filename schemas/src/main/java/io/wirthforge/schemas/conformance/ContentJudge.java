package io.wirthforge.schemas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Judges what adds up over a connection: energy and text. */
final class ContentJudge {

  /** What doubles may lose on the way through some server's arithmetic. */
  static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

  private ContentJudge() {}

  /** Each total is the one before and the delta. */
  static Finding energy(Transcript transcript) {
    Map<String, BigDecimal> totals = new HashMap<>();
    BigDecimal spent = BigDecimal.ZERO;
    int message = -1;
    int updates = 0;
    for (Transcript.Told told : transcript.events()) {
      if (told.message() != message && startsAnew(transcript, told.message(), message)) {
        totals.clear();
      }
      message = told.message();
      if (told.type().equals("energy_update")) {
        String model = told.payload().path("modelId").asText();
        BigDecimal delta = told.payload().path("deltaEnergy").decimalValue();
        BigDecimal total = told.payload().path("totalEnergy").decimalValue();
        BigDecimal before = totals.put(model, total);
        if (before != null && total.compareTo(before) < 0) {
          return Finding.fail("%s /payload/totalEnergy fell", told.where());
        }
        if (before != null && !isAlmost(total, before.add(delta))) {
          return Finding.fail(
              "%s /payload/totalEnergy grew by %s, deltaEnergy is %s",
              told.where(), total.subtract(before).toPlainString(), delta.toPlainString());
        }
        spent = spent.add(before == null ? BigDecimal.ZERO : delta);
        updates++;
      }
    }
    return updates == 0
        ? Finding.skipped("no energy_update came")
        : Finding.pass("%s, %s in all", Words.count(updates, "update"), spent.toPlainString());
  }

  /** Gaps and resets are judged elsewhere, and merges by comparing clients. */
  private static boolean startsAnew(Transcript transcript, int message, int before) {
    if (transcript.mode() == WireProtocol.EVENTS || before < 0) {
      return false;
    }
    FrameSeen frame = FrameSeen.of(transcript.messages().get(message - 1));
    FrameSeen last = FrameSeen.of(transcript.messages().get(before - 1));
    return frame.reset() || frame.ticks() > 1 || frame.from() != last.number() + 1;
  }

  static boolean isAlmost(BigDecimal a, BigDecimal b) {
    return a.subtract(b).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Nothing comes of a text after its end. */
  static Finding texts(Transcript transcript) {
    Set<String> seen = new HashSet<>();
    Set<String> ended = new HashSet<>();
    for (Transcript.Told told : transcript.events("token_stream")) {
      String key = textOf(told.payload());
      if (ended.contains(key)) {
        return Finding.fail("%s comes after the end of its text", told.where());
      }
      seen.add(key);
      if (told.payload().path("isComplete").asBoolean()) {
        ended.add(key);
      }
    }
    return seen.isEmpty()
        ? Finding.skipped("no text came; --prompt asks the server for one")
        : Finding.pass("%s came, %d ended", Words.count(seen.size(), "text"), ended.size());
  }

  /** Which text a token_stream belongs to. */
  static String textOf(JsonNode payload) {
    return payload.path("sessionId").asText() + '\n' + payload.path("modelId").asText();
  }
}
