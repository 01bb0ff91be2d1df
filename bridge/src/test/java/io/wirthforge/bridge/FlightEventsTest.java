package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording shows of a server that streams. */
class FlightEventsTest {

  private static final Set<String> NAMES =
      Set.of(
          "io.wirthforge.Tick",
          "io.wirthforge.Seal",
          "io.wirthforge.Encode",
          "io.wirthforge.Write");

  @TempDir Path directory;

  @Test
  void aRecordingHoldsEveryStepOfAFrame() throws Exception {
    Path file = directory.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      NAMES.forEach(recording::enable);
      recording.start();
      try (BridgeRig rig = BridgeRig.verticles()) {
        try (WsProbe client = WsProbe.frames(rig.port())) {
          client.nextOfType("frame");
          client.nextOfType("frame");
        }
      }
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> ours =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> NAMES.contains(event.getEventType().getName()))
            .toList();
    assertThat(
            ours.stream().map(event -> event.getEventType().getName()).collect(Collectors.toSet()))
        .isEqualTo(NAMES);
    assertThat(ours).allSatisfy(event -> assertThat(event.getLong("frameNumber")).isNotNegative());
  }
}
