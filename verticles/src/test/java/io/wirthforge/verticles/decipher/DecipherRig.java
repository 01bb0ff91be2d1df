package io.wirthforge.verticles.decipher;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.TokenStream;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenChunk.Candidate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Decipher with a clock of its own; every event it makes is judged by the shipped schema. */
final class DecipherRig {

  static final String MODEL = "austen-1m";
  static final String OTHER_MODEL = "other";
  static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final EventCodec CODEC = new EventCodec(EventCatalog.wirthforge());

  final Decipher decipher;
  final List<Event> events = new ArrayList<>();
  private final Map<String, Long> nextSeq = new HashMap<>();
  private long nowNanos = SECOND;
  private long frame;

  DecipherRig() {
    this(ModelFactors.EQUAL);
  }

  DecipherRig(ModelFactors factors) {
    decipher = new Decipher(DecipherOptions.DEFAULT.with(factors), MODEL, () -> 0);
  }

  long now() {
    return nowNanos;
  }

  void pass(double millis) {
    nowNanos += Math.round(millis * MILLI);
  }

  void prompt(String session) {
    decipher.prompted(session, MODEL, nowNanos);
  }

  /** One token, now. */
  void token(String session, String text) {
    assertThat(arrive(session, text, 1, null, List.of())).isTrue();
  }

  boolean arrive(
      String session, String text, int tokens, @Nullable Double logprob, List<Candidate> top) {
    long seq = nextSeq.merge(session, 1L, Long::sum) - 1;
    return arrive(new TokenChunk(session, MODEL, seq, text, tokens, logprob, top, nowNanos));
  }

  boolean arrive(TokenChunk chunk) {
    return decipher.arrived(chunk, nowNanos) != null;
  }

  void end(String session) {
    decipher.ended(session, MODEL, nowNanos);
  }

  /** A sixtieth of a second later, a tick. */
  List<Event> tick() {
    return skipAndTick(0);
  }

  /** A tick after others that never came. */
  List<Event> skipAndTick(long skipped) {
    nowNanos += (skipped + 1) * SECOND / 60;
    frame += skipped + 1;
    List<Event> made = decipher.tick(frame, nowNanos, true);
    made.forEach(DecipherRig::judge);
    events.addAll(made);
    return made;
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
  }

  static void judge(Event event) {
    assertThat(EventCatalog.wirthforge().validator().validate(CODEC.toTree(event))).isEmpty();
  }

  static <E extends Event> List<E> only(Class<E> type, List<Event> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static List<EnergyUpdate.Payload> updates(List<Event> events) {
    return only(EnergyUpdate.class, events).stream().map(EnergyUpdate::payload).toList();
  }

  static List<EnergyField.Payload> fields(List<Event> events) {
    return only(EnergyField.class, events).stream().map(EnergyField::payload).toList();
  }

  static List<TokenStream.Payload> texts(List<Event> events) {
    return only(TokenStream.class, events).stream().map(TokenStream::payload).toList();
  }

  List<TokenStream.Payload> textsOf(String session) {
    return texts(events).stream().filter(each -> each.sessionId().equals(session)).toList();
  }

  String textOf(String session) {
    StringBuilder text = new StringBuilder();
    textsOf(session).forEach(each -> each.tokens().forEach(text::append));
    return text.toString();
  }

  long endsOf(String session) {
    return textsOf(session).stream().filter(TokenStream.Payload::isComplete).count();
  }

  BigDecimal costOf(String session) {
    return textsOf(session).stream()
        .map(TokenStream.Payload::energyCost)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  double unitsOf(String session) {
    return status(session).units();
  }

  SessionStatus status(String session) {
    return decipher.status(nowNanos).stream()
        .filter(each -> each.sessionId().equals(session))
        .findFirst()
        .orElseThrow();
  }
}
