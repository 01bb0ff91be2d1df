package io.wirthforge.bridge.bench;

import io.netty.util.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a benchmark prints. */
final class Report {

  private static final PrintStream OUT = System.out;

  private Report() {}

  static void header(String title) throws IOException {
    line("%n%s", title);
    line("%s", machine());
  }

  /** Where and with what it is measured. */
  static String machine() throws IOException {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s %s, Java %s (%s), Vert.x %s, Netty %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        vertxVersion(),
        Version.identify().get("netty-common").artifactVersion());
  }

  private static String vertxVersion() throws IOException {
    try (InputStream in = Report.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    }
  }

  static void line(String pattern, Object... values) {
    OUT.println(String.format(Locale.ROOT, pattern, values));
  }

  private static String processor() throws IOException {
    Path cpuInfo = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpuInfo)) {
      return System.getProperty("os.arch");
    }
    return Files.readString(cpuInfo)
        .lines()
        .filter(each -> each.startsWith("model name"))
        .map(each -> each.substring(each.indexOf(':') + 2))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
