package io.wirthforge.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.ErrorEvent;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventType;
import io.wirthforge.schemas.Heartbeat;
import io.wirthforge.schemas.InterferenceEvent;
import io.wirthforge.schemas.ResonanceEvent;
import io.wirthforge.schemas.RewardEvent;
import io.wirthforge.schemas.Severity;
import io.wirthforge.schemas.StartupComplete;
import io.wirthforge.schemas.TokenStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/** Events to test with: short ways to one of each kind. */
final class TestEvents {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** An application's type with every kind of field rule. */
  static final EventType<CustomEvent> PRICE =
      CustomEventType.named("price")
          .onChannel("market")
          .slotKey("/payload/symbol")
          .latest()
          .sum("/payload/volume")
          .max("/payload/high")
          .append("/payload/trades")
          .retained()
          .build();

  /** An application's type whose text adds up until it is final. */
  static final EventType<CustomEvent> CHAT =
      CustomEventType.named("chat")
          .onChannel("market")
          .slotKey("/payload/room")
          .appendText("/payload/text")
          .or("/payload/closed")
          .retainedUntil("/payload/closed")
          .build();

  /** An application's type of which every event is kept. */
  static final EventType<CustomEvent> ALARM =
      CustomEventType.named("alarm").onChannel("market").keepAll().withFrameNumber().build();

  static final EventCatalog CATALOG = EventCatalog.wirthforge().with(PRICE, CHAT, ALARM);

  private TestEvents() {}

  static EnergyUpdate energy(String model, String total, String delta, long tokens) {
    return new EnergyUpdate(
        0,
        0,
        new EnergyUpdate.Payload(
            new BigDecimal(total), new BigDecimal(delta), tokens, 1.5, model, null));
  }

  static EnergyField field(String model, EnergyField.FieldType kind, double intensity) {
    var point = new EnergyField.Coordinate(intensity, 0.5, 0.01);
    return new EnergyField(0, 0, new EnergyField.Payload(kind, intensity, List.of(point), model));
  }

  static TokenStream text(String session, String... tokens) {
    return text(session, false, tokens);
  }

  static TokenStream finalText(String session, String... tokens) {
    return text(session, true, tokens);
  }

  static TokenStream text(String session, boolean isComplete, String... tokens) {
    return new TokenStream(
        0,
        new TokenStream.Payload(
            List.of(tokens), isComplete, session, "m1", new BigDecimal("0.001")));
  }

  static StartupComplete startup(String model) {
    return new StartupComplete(
        0, new StartupComplete.Payload(model, StartupComplete.Tier.MID, "1.0.0", 60, List.of()));
  }

  static RewardEvent reward(String title) {
    return new RewardEvent(
        0, new RewardEvent.Payload(RewardEvent.RewardType.MILESTONE, title, 10, null, null, null));
  }

  static InterferenceEvent interference(double intensity, String... models) {
    return new InterferenceEvent(
        0,
        0,
        new InterferenceEvent.Payload(
            InterferenceEvent.PatternType.NEUTRAL, List.of(models), intensity, 0.5));
  }

  static ResonanceEvent resonance(double frequency, String... models) {
    return new ResonanceEvent(
        0,
        0,
        new ResonanceEvent.Payload(
            ResonanceEvent.ResonanceType.HARMONIC, frequency, 0.9, List.of(models), 90.0));
  }

  static Heartbeat heartbeat(long sequence) {
    return new Heartbeat(0, new Heartbeat.Payload(sequence, 1000, 60.0, "c1"));
  }

  static ErrorEvent error(String code) {
    return (ErrorEvent) EventCatalog.error(Severity.INFO, code, "a message", "ui", null, true);
  }

  static CustomEvent custom(EventType<CustomEvent> type, String payload) {
    return CustomEvent.of(type, json(payload));
  }

  /** The frame of one tick. */
  static Frame frame(long number, Event... events) {
    FrameBuilder builder = new FrameBuilder();
    for (Event event : events) {
      builder.add(event);
    }
    return builder.sealAt(tick(number));
  }

  static FrameTick tick(long number) {
    return new FrameTick(number, 1_790_000_000_000L + number * 1000 / 60, number * 16_666_667);
  }

  /** JSON text as a tree, with exact decimals; single quotes may stand for double ones. */
  static JsonNode json(String text) {
    return json((text.startsWith("{'") ? text.replace('\'', '"') : text).getBytes(UTF_8));
  }

  static JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(new String(text, UTF_8), e);
    }
  }
}
