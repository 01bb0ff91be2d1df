package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A type declared with the rules of a record merges to the same JSON as the record. */
class CustomMergesLikeRecordTest {

  /** The same rules as the record's. */
  private static final EventType<CustomEvent> UPDATE =
      CustomEventType.named("my_energy_update")
          .onChannel("energy")
          .slotKey("/payload/modelId")
          .latest()
          .sum("/payload/deltaEnergy")
          .sum("/payload/tokensGenerated")
          .max("/payload/processingTime")
          .withFrameNumber()
          .retained()
          .build();

  private final EventCodec codec = new EventCodec(EventCatalog.wirthforge().with(UPDATE));

  @Provide
  Arbitrary<List<EnergyUpdate>> updates() {
    return AnyEvent.updates(Arbitraries.just("m")).list().ofMinSize(1).ofMaxSize(5);
  }

  @Property
  void aTypeDeclaredLikeARecordMergesLikeTheRecord(@ForAll("updates") List<EnergyUpdate> updates) {
    long tokens = updates.stream().mapToLong(u -> u.payload().tokensGenerated() >> 4).sum();
    List<EnergyUpdate> records =
        updates.stream().map(CustomMergesLikeRecordTest::withFewerTokens).toList();
    List<CustomEvent> customs = records.stream().map(this::asCustom).toList();

    EnergyUpdate record = records.stream().reduce(EnergyUpdate.TYPE::fold).orElseThrow();
    CustomEvent custom = customs.stream().reduce(UPDATE::fold).orElseThrow();
    assertThat(asCustom(record)).isEqualTo(custom);
    assertThat(record.payload().tokensGenerated()).isEqualTo(tokens);

    var typed = (Retention.LastPerSlot<EnergyUpdate>) EnergyUpdate.TYPE.retention();
    var declared = (Retention.LastPerSlot<CustomEvent>) UPDATE.retention();
    assertThat(asCustom(typed.baseline().apply(record)))
        .isEqualTo(declared.baseline().apply(custom));
    assertThat(codec.decode(codec.encode(custom))).isEqualTo(custom);
  }

  /** A record stops counting at 2^53 - 1, a number of an application's type doesn't. */
  private static EnergyUpdate withFewerTokens(EnergyUpdate u) {
    var p = u.payload();
    return new EnergyUpdate(
        u.timestamp(),
        u.frameNumber(),
        new EnergyUpdate.Payload(
            p.totalEnergy(),
            p.deltaEnergy(),
            p.tokensGenerated() >> 4,
            p.processingTime(),
            p.modelId(),
            p.energyDistribution()));
  }

  private CustomEvent asCustom(EnergyUpdate update) {
    JsonNode payload = codec.toTree(update).get("payload");
    return new CustomEvent(UPDATE, update.timestamp(), update.frameNumber(), payload);
  }
}
