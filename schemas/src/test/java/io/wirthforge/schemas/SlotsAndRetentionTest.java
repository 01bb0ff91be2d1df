package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.schemas.EnergyField.FieldType;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsAndRetentionTest {

  @Test
  void anUpdateHasOneSlotPerModel() {
    assertThat(EnergyUpdate.TYPE.slotKeyOf(update("a"))).isEqualTo("a");
  }

  @Test
  void aFieldHasOneSlotPerModelAndKind() {
    Object slot = EnergyField.TYPE.slotKeyOf(field("a", FieldType.STREAM));

    assertThat(EnergyField.TYPE.slotKeyOf(field("a", FieldType.STREAM))).isEqualTo(slot);
    assertThat(EnergyField.TYPE.slotKeyOf(field("b", FieldType.STREAM))).isNotEqualTo(slot);
    assertThat(EnergyField.TYPE.slotKeyOf(field("a", FieldType.RESONANCE))).isNotEqualTo(slot);
  }

  @Test
  void aStreamHasOneSlotPerSessionAndModel() {
    Object slot = TokenStream.TYPE.slotKeyOf(stream("s", "a", false));

    assertThat(TokenStream.TYPE.slotKeyOf(stream("s", "a", true))).isEqualTo(slot);
    assertThat(TokenStream.TYPE.slotKeyOf(stream("s", "b", false))).isNotEqualTo(slot);
    assertThat(TokenStream.TYPE.slotKeyOf(stream("t", "a", false))).isNotEqualTo(slot);
  }

  @Test
  void allHeartbeatsShareOneSlot() {
    Event one = EventCatalog.heartbeat(1, 1, null, "c1");
    Event two = EventCatalog.heartbeat(2, 2, 60.0, null);

    assertThat(Heartbeat.TYPE.slotKeyOf(one)).isEqualTo(Heartbeat.TYPE.slotKeyOf(two)).isNotNull();
  }

  @Test
  void aNewcomerIsToldTheTotalButNoDelta() {
    var retention = (Retention.LastPerSlot<EnergyUpdate>) EnergyUpdate.TYPE.retention();
    EnergyUpdate.Payload told = retention.baseline().apply(update("a")).payload();

    assertThat(told.totalEnergy()).isEqualTo("12.5");
    assertThat(told.deltaEnergy()).isZero();
    assertThat(told.tokensGenerated()).isZero();
  }

  @Test
  void textIsRememberedUntilItIsComplete() {
    var retention = (Retention.UntilFinal<TokenStream>) TokenStream.TYPE.retention();

    assertThat(retention.isFinal().test(stream("s", "a", false))).isFalse();
    assertThat(retention.isFinal().test(stream("s", "a", true))).isTrue();
  }

  @Test
  void alertsAndRewardsSpeakOfTheirMomentOnly() {
    for (var type :
        List.of(
            InterferenceEvent.TYPE,
            ResonanceEvent.TYPE,
            RewardEvent.TYPE,
            Heartbeat.TYPE,
            ErrorEvent.TYPE)) {
      assertThat(type.retention()).as(type.name()).isInstanceOf(Retention.Nothing.class);
    }
    assertThat(StartupComplete.TYPE.retention()).isInstanceOf(Retention.LastPerSlot.class);
  }

  @Test
  void aStreamTellsNothingOfItsTextInLogs() {
    assertThat(stream("s", "a", true)).hasToString("token_stream[1 tokens, complete]");
  }

  private static EnergyUpdate update(String model) {
    BigDecimal total = new BigDecimal("12.5");
    return new EnergyUpdate(
        1, 1, new EnergyUpdate.Payload(total, BigDecimal.ONE, 3, 1, model, null));
  }

  private static EnergyField field(String model, FieldType type) {
    return new EnergyField(1, 1, new EnergyField.Payload(type, 0.5, List.of(), model));
  }

  private static TokenStream stream(String session, String model, boolean complete) {
    return new TokenStream(
        1, new TokenStream.Payload(List.of("secret"), complete, session, model, null));
  }
}
