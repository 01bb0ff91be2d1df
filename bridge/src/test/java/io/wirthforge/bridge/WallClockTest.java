package io.wirthforge.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** The wall clock stamps what is told, and decides nothing: who else reads it is a fault. */
class WallClockTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.wirthforge");

  /** Those that stamp: frames, heartbeats, a recording's beginning, what a tool saw. */
  private static final String STAMPING =
      ".*[.](FrameAggregatorVerticle|BridgeLoop|RecordingDesk|ReplayVerticle|client[.]FrameParser)";

  @Test
  void onlyStampsReadIt() {
    noClasses()
        .that()
        .haveNameNotMatching(STAMPING)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callConstructor(Date.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(ALL);
  }
}
