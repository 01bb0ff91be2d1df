package io.wirthforge.verticles.decipher;

import static io.wirthforge.verticles.decipher.FlowState.CHARGING;
import static io.wirthforge.verticles.decipher.FlowState.DRAINED;
import static io.wirthforge.verticles.decipher.FlowState.FLOWING;
import static io.wirthforge.verticles.decipher.FlowState.IDLE;
import static io.wirthforge.verticles.decipher.FlowState.SATURATED;
import static io.wirthforge.verticles.decipher.FlowState.STALLING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every transition of a session's state machine, and none other. */
class FlowTest {

  private static final long MILLI = 1_000_000;
  private static final long STALL_MS = 2_000;
  private static final EnergyCurve CURVE = new EnergyCurve(20, STALL_MS, .35);

  /** Something that happens to a session; each begins one millisecond after what came before. */
  private enum Stimulus {
    PROMPT,
    TOKEN_IN_TIME,
    ONE_SLOW_TOKEN,
    TWO_SLOW_TOKENS,
    QUIET_TICK,
    TICK_AFTER_A_STALL,
    HIGH_ENERGY_FOR_799_MS,
    HIGH_ENERGY_FOR_800_MS,
    ENERGY_BELOW_SEVEN_TENTHS,
    TICK_AFTER_TEN_SECONDS,
    END
  }

  private static final Map<FlowState, Map<Stimulus, FlowState>> TRANSITIONS =
      Map.of(
          IDLE,
          Map.of(
              Stimulus.PROMPT, CHARGING,
              // By way of CHARGING, which was given up too soon.
              Stimulus.TOKEN_IN_TIME, FLOWING,
              Stimulus.ONE_SLOW_TOKEN, FLOWING,
              Stimulus.TWO_SLOW_TOKENS, FLOWING,
              Stimulus.END, DRAINED),
          CHARGING,
          Map.of(
              Stimulus.TOKEN_IN_TIME, FLOWING,
              Stimulus.ONE_SLOW_TOKEN, FLOWING,
              Stimulus.TWO_SLOW_TOKENS, FLOWING,
              Stimulus.TICK_AFTER_TEN_SECONDS, IDLE,
              Stimulus.END, DRAINED),
          FLOWING,
          Map.of(
              Stimulus.TWO_SLOW_TOKENS, STALLING,
              Stimulus.TICK_AFTER_A_STALL, STALLING,
              Stimulus.TICK_AFTER_TEN_SECONDS, STALLING,
              Stimulus.HIGH_ENERGY_FOR_800_MS, SATURATED,
              Stimulus.END, DRAINED),
          STALLING,
          Map.of(Stimulus.TOKEN_IN_TIME, FLOWING, Stimulus.END, DRAINED),
          SATURATED,
          Map.of(Stimulus.ENERGY_BELOW_SEVEN_TENTHS, FLOWING, Stimulus.END, DRAINED),
          DRAINED,
          Map.of());

  private long now;

  @ParameterizedTest(name = "{0} and {1} → {2}, the clock at {3}")
  @MethodSource("everyStateAndStimulus")
  void aStateAndAStimulusLeadTo(
      FlowState from, Stimulus stimulus, FlowState expected, long startNanos) {
    now = startNanos;
    Flow flow = flowIn(from);
    apply(stimulus, flow);
    assertThat(flow.state()).isEqualTo(expected);
  }

  static Stream<Arguments> everyStateAndStimulus() {
    return Stream.of(FlowState.values())
        .flatMap(
            state ->
                Stream.of(Stimulus.values())
                    .flatMap(
                        stimulus ->
                            // The monotonic clock may start anywhere, below zero as well.
                            Stream.of(1L, -3_600_000L * MILLI, Long.MAX_VALUE - 2 * MILLI)
                                .map(start -> row(state, stimulus, start))));
  }

  private static Arguments row(FlowState state, Stimulus stimulus, long start) {
    FlowState next = TRANSITIONS.get(state).getOrDefault(stimulus, state);
    return Arguments.of(state, stimulus, next, start);
  }

  @Test
  void whateverHappensNoStepIsTakenButThoseOfTheMachine() {
    Set<String> steps = new TreeSet<>();
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<FlowState> trail = new ArrayList<>(List.of(IDLE));
      Flow flow = new Flow(CURVE, FlowLimits.DEFAULT, trail::add);
      flow.prompted(now);
      for (int i = 0; i < 30; i++) {
        Stimulus[] all = Stimulus.values();
        Stimulus next = all[random.nextInt(all.length)];
        apply(next == Stimulus.END && random.nextInt(4) > 0 ? Stimulus.TOKEN_IN_TIME : next, flow);
      }
      for (int i = 1; i < trail.size(); i++) {
        steps.add(trail.get(i - 1) + " " + trail.get(i));
      }
      assertThat(trail.get(trail.size() - 1)).isEqualTo(flow.state());
    }
    assertThat(steps)
        .containsExactlyInAnyOrder(
            "IDLE CHARGING",
            "CHARGING FLOWING",
            "CHARGING IDLE",
            "FLOWING STALLING",
            "FLOWING SATURATED",
            "STALLING FLOWING",
            "SATURATED FLOWING",
            "IDLE DRAINED",
            "CHARGING DRAINED",
            "FLOWING DRAINED",
            "STALLING DRAINED",
            "SATURATED DRAINED");
  }

  @Test
  void aFirstTokenAfterTenSecondsChargesOnceMoreAndFlows() {
    List<FlowState> trail = new ArrayList<>();
    Flow flow = new Flow(CURVE, FlowLimits.DEFAULT, trail::add);
    flow.prompted(now);
    flow.tick(now + 10_001 * MILLI, 0);
    flow.token(now + 12_000 * MILLI);
    assertThat(trail).containsExactly(CHARGING, IDLE, CHARGING, FLOWING);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1_000_000_000L})
  void energyThatDipsStartsTheEightHundredMillisecondsAnew(long startNanos) {
    now = startNanos;
    Flow flow = flowIn(FLOWING);
    tickFor(700, .85, flow);
    tickFor(0, .8499, flow);
    flow.token(now);
    tickFor(700, .85, flow);
    assertThat(flow.state()).isEqualTo(FLOWING);
    tickFor(100, .85, flow);
    assertThat(flow.state()).isEqualTo(SATURATED);
    tickFor(0, .7, flow);
    assertThat(flow.state()).isEqualTo(SATURATED);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void aGapOfExactlyAStallIsNoStall(long nanosBeyond) {
    Flow flow = flowIn(FLOWING);
    flow.tick(now + STALL_MS * MILLI + nanosBeyond, .5);
    assertThat(flow.state()).isEqualTo(nanosBeyond == 0 ? FLOWING : STALLING);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void aChargeOfExactlyTenSecondsGoesOn(long nanosBeyond) {
    Flow flow = flowIn(CHARGING);
    flow.tick(now + 10_000 * MILLI + nanosBeyond, 0);
    assertThat(flow.state()).isEqualTo(nanosBeyond == 0 ? CHARGING : IDLE);
  }

  private Flow flowIn(FlowState state) {
    Flow flow = new Flow(CURVE, FlowLimits.DEFAULT);
    if (state != IDLE) {
      flow.prompted(now);
    }
    if (state == FLOWING || state == STALLING || state == SATURATED) {
      flow.token(now);
    }
    switch (state) {
      case STALLING -> {
        now += (STALL_MS + 1) * MILLI;
        flow.tick(now, .75);
        flow.token(now); // Late, so that a token now is in time.
      }
      case SATURATED -> tickFor(800, .85, flow);
      case DRAINED -> flow.ended(now);
      default -> {}
    }
    assertThat(flow.state()).isEqualTo(state);
    return flow;
  }

  private void apply(Stimulus stimulus, Flow flow) {
    now += MILLI;
    switch (stimulus) {
      case PROMPT -> flow.prompted(now);
      case TOKEN_IN_TIME -> flow.token(now);
      case ONE_SLOW_TOKEN -> slowToken(flow);
      case TWO_SLOW_TOKENS -> {
        slowToken(flow);
        slowToken(flow);
      }
      case QUIET_TICK -> flow.tick(now, .75);
      case TICK_AFTER_A_STALL -> {
        now += STALL_MS * MILLI;
        flow.tick(now, .75);
      }
      case HIGH_ENERGY_FOR_799_MS -> tickFor(799, .85, flow);
      case HIGH_ENERGY_FOR_800_MS -> tickFor(800, .85, flow);
      case ENERGY_BELOW_SEVEN_TENTHS -> flow.tick(now, .6999);
      case TICK_AFTER_TEN_SECONDS -> {
        now += 10_000 * MILLI;
        flow.tick(now, .75);
      }
      case END -> flow.ended(now);
    }
  }

  private void slowToken(Flow flow) {
    now += (STALL_MS + 1) * MILLI;
    flow.token(now);
  }

  private void tickFor(long millis, double energy, Flow flow) {
    for (long passed = 0; passed < millis; passed += 17) {
      flow.tick(now + passed * MILLI, energy);
    }
    now += millis * MILLI;
    flow.tick(now, energy);
  }
}
