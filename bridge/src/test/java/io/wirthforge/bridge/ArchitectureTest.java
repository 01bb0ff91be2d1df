package io.wirthforge.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.EventType;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The walls of the house: what the bridge may know, and what it may not. */
class ArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.wirthforge");

  private static final DescribedPredicate<JavaClass> BRIDGE =
      DescribedPredicate.describe(
          "classes of the bridge", type -> type.getPackageName().equals("io.wirthforge.bridge"));

  /** What is plain Java, driven from outside. */
  private static final Set<String> PLAIN =
      Set.of(
          "AdmissionPace",
          "Backlog",
          "ClientInbox",
          "ClientLink",
          "ClientSession",
          "Contribution",
          "Contributors",
          "CreditWindow",
          "EncodedFrame",
          "Frame",
          "FrameAggregator",
          "FrameBuilder",
          "FrameClock",
          "FrameEncoder",
          "FrameHistory",
          "FramePace",
          "FrameRateMeter",
          "FrameRing",
          "FrameTick",
          "Heartbeats",
          "LoopStream",
          "MessageAssembler",
          "Neighbours",
          "NumberTrack",
          "OwnEvents",
          "RateLimit",
          "Rejections",
          "RetainedTexts",
          "SlotFold",
          "StreamState",
          "WrongTokens");

  private static final DescribedPredicate<JavaClass> PLAIN_ONES =
      DescribedPredicate.describe(
          "plain classes", type -> BRIDGE.test(type) && PLAIN.contains(outermost(type)));

  @Test
  void theBridgeKnowsNoneOfTheNineEvents() {
    Set<String> nine =
        EventCatalog.wirthforge().types().stream()
            .map(EventType::javaType)
            .map(Class::getName)
            .collect(Collectors.toSet());
    assertThat(nine).hasSize(9);
    DescribedPredicate<JavaClass> oneOfTheNine =
        DescribedPredicate.describe(
            "one of the nine events",
            type -> nine.stream().anyMatch(n -> isOrIsWithin(type.getName(), n)));

    noClasses().that(BRIDGE).should().dependOnClassesThat(oneOfTheNine).check(ALL);
  }

  @Test
  void onlyOneClassReachesBelowVertxPublicApi() {
    noClasses()
        .that(BRIDGE)
        .and()
        .doNotHaveSimpleName("SocketInternals")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..internal..", "io.vertx..impl..")
        .check(ALL);
  }

  @Test
  void theBridgeNeedsNothingButWhatItsPomSays() {
    classes()
        .that(BRIDGE)
        .and()
        .haveNameNotMatching(
            ".*\\.(SocketInternals|AcceptThrottle|HandshakeWatch|ChannelTransport(\\$.*)?|DirectSocket|SharedBuffers|ShortFrames)")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.jfr",
            "io.wirthforge.bridge",
            "io.wirthforge.schemas",
            "io.vertx..",
            "com.fasterxml.jackson.databind..",
            "io.micrometer.core..",
            "org.slf4j",
            "org.jspecify.annotations")
        .check(ALL);
  }

  @Test
  void roomsDependDownwardsOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.wirthforge.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.wirthforge.bridge..", "io.vertx..")
        .check(ALL);
    slices().matching("io.wirthforge.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void clockAlgebraAndLinksKnowNoVertxAndReadNoClock() {
    assertThat(ALL.stream().filter(PLAIN_ONES).map(ArchitectureTest::outermost)).containsAll(PLAIN);
    noClasses()
        .that(PLAIN_ONES)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(ALL);
    noClasses().that(PLAIN_ONES).should().callMethod(System.class, "nanoTime").check(ALL);
    noClasses().that(PLAIN_ONES).should().callMethod(System.class, "currentTimeMillis").check(ALL);
  }

  @Test
  void nothingIsPrintedToTheConsole() {
    noClasses().that(BRIDGE).should().accessField(System.class, "out").check(ALL);
    noClasses().that(BRIDGE).should().accessField(System.class, "err").check(ALL);
  }

  @Test
  void theRulesWouldNoticeWhatTheyForbid() {
    JavaClasses tests = new ClassFileImporter().importPackages("io.wirthforge.bridge");

    assertThat(tests.get(TestEvents.class).getDirectDependenciesFromSelf())
        .anyMatch(dependency -> dependency.getTargetClass().isAssignableTo(Event.class));
    assertThat(tests.get(SocketInternals.class).getDirectDependenciesFromSelf())
        .anyMatch(dependency -> dependency.getTargetClass().getPackageName().endsWith(".net.impl"));
  }

  private static boolean isOrIsWithin(String name, String outer) {
    return name.equals(outer) || name.startsWith(outer + "$");
  }

  private static String outermost(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
  }
}
