package io.wirthforge.bridge.conformance;

import io.wirthforge.bridge.FrameTick;
import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.ResonanceEvent;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.Severity;
import io.wirthforge.schemas.StartupComplete;
import io.wirthforge.schemas.TokenStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A backend that tells events of all nine types all the time; its texts end and begin anew. */
final class Traffic {

  private static final List<String> MODELS = List.of("model-a", "model-b");
  private static final String[] WORDS = {"lightning ", "é", "漢字", "😀", "\"quoted\\\" ", "\n", "a"};
  private static final BigDecimal EU = new BigDecimal("0.013");
  private static final int TICKS_PER_TEXT = 50;
  private static final int TICKS_PER_FINDING = 20;

  private BigDecimal total = BigDecimal.ZERO;
  private long ticks;

  /** What has to be told before anybody is let in. */
  static Event startup() {
    return new StartupComplete(
        0,
        new StartupComplete.Payload(
            MODELS.get(0), StartupComplete.Tier.MID, "1.0.0", 60, List.of()));
  }

  /** The events of a tick. */
  List<Event> tell(FrameTick tick) {
    List<Event> events = new ArrayList<>();
    total = total.add(EU);
    for (String model : MODELS) {
      events.add(new EnergyUpdate(0, 0, new EnergyUpdate.Payload(total, EU, 1L, 1.5, model, null)));
      events.add(field(model));
      events.add(text(model));
    }
    if (ticks % TICKS_PER_FINDING == 0) {
      events.addAll(findings());
    }
    ticks++;
    return events;
  }

  private TokenStream text(String model) {
    String session = "s" + ticks / TICKS_PER_TEXT;
    boolean last = ticks % TICKS_PER_TEXT == TICKS_PER_TEXT - 1;
    String word = WORDS[(int) (ticks % WORDS.length)] + ticks;
    return new TokenStream(0, new TokenStream.Payload(List.of(word), last, session, model, EU));
  }

  private EnergyField field(String model) {
    double intensity = ticks % 100 / 100.0;
    var point = new EnergyField.Coordinate(intensity, 0.5, 0.01);
    return new EnergyField(
        0,
        0,
        new EnergyField.Payload(EnergyField.FieldType.STREAM, intensity, List.of(point), model));
  }

  private List<Event> findings() {
    return List.of(
        new InterferenceEvent(
            0,
            0,
            new InterferenceEvent.Payload(
                InterferenceEvent.PatternType.CONSTRUCTIVE, MODELS, 0.8, 0.9)),
        new ResonanceEvent(
            0,
            0,
            new ResonanceEvent.Payload(
                ResonanceEvent.ResonanceType.FUNDAMENTAL, 20, 0.9, MODELS, 12.0)),
        new RewardEvent(
            0,
            new RewardEvent.Payload(
                RewardEvent.RewardType.MILESTONE, "reward " + ticks, 10, null, null, null)),
        EventCatalog.error(
            Severity.WARNING, "MODEL_ERROR", "a test", "model", Map.of("ticks", ticks), true));
  }
}
