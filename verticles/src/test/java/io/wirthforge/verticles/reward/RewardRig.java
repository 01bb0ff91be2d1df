package io.wirthforge.verticles.reward;

import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.InterferenceEvent.PatternType;
import io.wirthforge.schemas.ResonanceEvent;
import io.wirthforge.schemas.ResonanceEvent.ResonanceType;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.TokenStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Rewards with frames of their own, and the titles they gave. */
final class RewardRig {

  final Rewards rewards;
  final List<RewardEvent.Payload> told = new ArrayList<>();
  private long frame;

  RewardRig(Profile profile) {
    rewards = new Rewards(profile);
  }

  RewardRig() {
    this(Profile.EMPTY);
  }

  /** A frame later, with these events. */
  void frame(Event... events) {
    skip(0, events);
  }

  void skip(long skipped, Event... events) {
    frame += skipped + 1;
    rewards.take(frame, List.of(events)).forEach(each -> told.add(each.payload()));
  }

  List<String> titles() {
    return told.stream().map(RewardEvent.Payload::title).toList();
  }

  static Event tokens(String model, long tokens, String energy) {
    BigDecimal delta = new BigDecimal(energy);
    return new EnergyUpdate(
        0, 1, new EnergyUpdate.Payload(new BigDecimal(1_000_000), delta, tokens, 0, model, null));
  }

  static Event text(boolean complete) {
    return new TokenStream(0, new TokenStream.Payload(List.of(), complete, "s", "m", null));
  }

  static Event interference(PatternType pattern) {
    return new InterferenceEvent(
        0, 1, new InterferenceEvent.Payload(pattern, List.of("a", "b"), .8, .9));
  }

  static Event resonance() {
    return new ResonanceEvent(
        0,
        1,
        new ResonanceEvent.Payload(ResonanceType.FUNDAMENTAL, 20, .9, List.of("a", "b"), 0.0));
  }
}
