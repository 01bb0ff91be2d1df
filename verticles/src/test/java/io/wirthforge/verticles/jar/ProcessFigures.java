package io.wirthforge.verticles.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds, as the system and the JVM tell.
 *
 * @param heapKib in use after a collection
 * @param residentKib of its memory
 * @param descriptors open files and sockets
 * @param threads that live
 */
record ProcessFigures(long heapKib, long residentKib, long descriptors, long threads) {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  static ProcessFigures of(long pid) throws Exception {
    jcmd(pid, "GC.run");
    String heap = jcmd(pid, "GC.heap_info");
    Matcher used = USED.matcher(heap);
    if (!used.find()) {
      throw new AssertionError(heap);
    }
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return new ProcessFigures(
          Long.parseLong(used.group(1)),
          status(pid, "VmRSS"),
          open.count(),
          status(pid, "Threads"));
    }
  }

  private static String jcmd(long pid, String command) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(tool, Long.toString(pid), command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return said;
  }

  private static long status(long pid, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
