package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.netty.util.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What runs is what the build asks for: Vert.x's own choices have known holes. */
class LibraryVersionsTest {

  @Test
  void everyPartOfNettyIsOfOneReleaseThatIsNewEnough() {
    Map<String, Version> parts = Version.identify();
    assertThat(parts).containsKeys("netty-codec-http", "netty-handler", "netty-transport");
    assertThat(parts.values().stream().map(Version::artifactVersion).distinct())
        .singleElement()
        .satisfies(version -> assertThat(patchOf(version, "4.2.")).isGreaterThanOrEqualTo(18));
  }

  @Test
  void jacksonIsNewEnough() {
    assertThat(patchOf(PackageVersion.VERSION.toString(), "2.18.")).isGreaterThanOrEqualTo(9);
  }

  private static int patchOf(String version, String series) {
    assertThat(version).startsWith(series);
    return Integer.parseInt(version.substring(series.length()).split("\\D")[0]);
  }
}
