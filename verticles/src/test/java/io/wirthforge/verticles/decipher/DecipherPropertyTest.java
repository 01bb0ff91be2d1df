package io.wirthforge.verticles.decipher;

import static io.wirthforge.verticles.decipher.DecipherRig.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wirthforge.schemas.EnergyField;
import io.wirthforge.schemas.EnergyUpdate;
import io.wirthforge.schemas.TokenStream;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenChunk.Candidate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of any sequence of prompts, chunks, ends and ticks. */
class DecipherPropertyTest {

  private static final List<String> MODELS = List.of(MODEL, "big-7b", "small");
  private static final ModelFactors FACTORS = new ModelFactors(Map.of("big", 7.0));

  /** One thing that happens. */
  private record Step(Kind kind, int session, int model, TokenChunk sample) {}

  private enum Kind {
    PROMPT,
    CHUNK,
    DOUBLED_CHUNK,
    END,
    TICK,
    LATE_TICK,
    PASS
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void deltasAddUpToTheTotalWhichIsTheRoundedSumAndNeverFalls(@ForAll("steps") List<Step> steps) {
    DecipherRig rig = played(steps);
    for (String model : MODELS) {
      BigDecimal sum = BigDecimal.ZERO;
      BigDecimal before = BigDecimal.ZERO;
      for (EnergyUpdate.Payload update : DecipherRig.updates(rig.events)) {
        if (update.modelId().equals(model)) {
          sum = sum.add(update.deltaEnergy());
          assertThat(update.totalEnergy()).isEqualByComparingTo(sum);
          assertThat(update.totalEnergy()).isGreaterThanOrEqualTo(before);
          before = update.totalEnergy();
        }
      }
      double units =
          rig.decipher.status(rig.now()).stream()
              .filter(each -> each.modelId().equals(model))
              .mapToDouble(SessionStatus::units)
              .sum();
      assertThat(sum.doubleValue()).isCloseTo(units, within(.0005 + units * 1e-9));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void theCostOfATextIsItsSessionsShareRounded(@ForAll("steps") List<Step> steps) {
    DecipherRig rig = played(steps);
    for (SessionStatus session : rig.decipher.status(rig.now())) {
      BigDecimal cost =
          rig.textsOf(session.sessionId()).stream()
              .filter(each -> each.modelId().equals(session.modelId()))
              .map(TokenStream.Payload::energyCost)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(cost)
          .isEqualByComparingTo(
              new BigDecimal(session.units() * 1000)
                  .setScale(0, RoundingMode.HALF_UP)
                  .movePointLeft(3));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void energyAndPlacesStayBetweenZeroAndOne(@ForAll("steps") List<Step> steps) {
    DecipherRig rig = played(steps);
    for (EnergyField.Payload field : DecipherRig.fields(rig.events)) {
      assertThat(field.intensity()).isBetween(0.0, 1.0);
      assertThat(field.coordinates())
          .allSatisfy(
              each -> {
                assertThat(each.x()).isBetween(0.0, 1.0);
                assertThat(each.y()).isBetween(0.0, 1.0);
              });
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aSequenceThatIsPlayedAgainGivesTheSameEvents(@ForAll("steps") List<Step> steps) {
    assertThat(played(steps).events).isEqualTo(played(steps).events);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everySessionEndsOnceAndItsTextIsWhatCame(@ForAll("steps") List<Step> steps) {
    StringBuilder came = new StringBuilder();
    DecipherRig rig = new DecipherRig(FACTORS);
    boolean ended = false;
    rig.prompt("only");
    for (int i = 0; i < steps.size(); i++) {
      TokenChunk sample = steps.get(i).sample();
      if (steps.get(i).kind() == Kind.END && i > steps.size() / 2) {
        rig.end("only");
        ended = true;
      } else if (steps.get(i).kind() == Kind.TICK) {
        rig.tick();
      } else if (rig.arrive("only", sample.text(), sample.tokens(), null, List.of())) {
        assertThat(ended).isFalse();
        came.append(sample.text());
      }
    }
    rig.end("only");
    rig.ticks(2);
    assertThat(rig.textOf("only")).isEqualTo(came.toString());
    assertThat(rig.endsOf("only")).isEqualTo(1);
  }

  private static DecipherRig played(List<Step> steps) {
    DecipherRig rig = new DecipherRig(FACTORS);
    long seq = 0;
    for (Step step : steps) {
      String session = "s" + step.session();
      String model = MODELS.get(step.model());
      switch (step.kind()) {
        case PROMPT -> rig.decipher.prompted(session, model, rig.now());
        case CHUNK -> rig.arrive(chunk(step, session, model, seq++, rig.now()));
        case DOUBLED_CHUNK -> {
          rig.arrive(chunk(step, session, model, seq, rig.now()));
          assertThat(rig.arrive(chunk(step, session, model, seq++, rig.now()))).isFalse();
        }
        case END -> rig.decipher.ended(session, model, rig.now());
        case TICK -> rig.tick();
        case LATE_TICK -> rig.skipAndTick(7);
        case PASS -> rig.pass(3.7);
      }
    }
    endAll(rig);
    return rig;
  }

  private static void endAll(DecipherRig rig) {
    rig.decipher
        .status(rig.now())
        .forEach(each -> rig.decipher.ended(each.sessionId(), each.modelId(), rig.now()));
    rig.ticks(2);
  }

  private static TokenChunk chunk(Step step, String session, String model, long seq, long now) {
    TokenChunk sample = step.sample();
    return new TokenChunk(
        session,
        model,
        seq,
        sample.text(),
        sample.tokens(),
        sample.logprob(),
        sample.top(),
        now - sample.arrivalNanos());
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> three = Arbitraries.integers().between(0, 2);
    return Combinators.combine(kinds(), three, three, samples())
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }

  private static Arbitrary<Kind> kinds() {
    return Arbitraries.frequency(
        Tuple.of(4, Kind.PROMPT),
        Tuple.of(20, Kind.CHUNK),
        Tuple.of(2, Kind.DOUBLED_CHUNK),
        Tuple.of(2, Kind.END),
        Tuple.of(10, Kind.TICK),
        Tuple.of(1, Kind.LATE_TICK),
        Tuple.of(10, Kind.PASS));
  }

  /** Chunks whose arrival is how long before now they came, mostly in the right order. */
  private static Arbitrary<TokenChunk> samples() {
    Arbitrary<Double> logprob =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-20, 0),
            Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, -9999.0, 3.0));
    Arbitrary<List<Candidate>> top =
        logprob.map(each -> new Candidate("c", each)).list().ofMaxSize(12);
    Arbitrary<String> text = Arbitraries.of("", "a", " the", "é", "中", "😀", "\n");
    return Combinators.combine(
            text,
            Arbitraries.integers().between(1, 40),
            logprob.injectNull(.3),
            top,
            Arbitraries.longs().between(0, 20_000_000))
        .as((t, n, p, c, before) -> new TokenChunk("", MODEL, 0, t, n, p, c, before));
  }
}
