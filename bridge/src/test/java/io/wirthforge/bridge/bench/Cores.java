package io.wirthforge.bridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who runs where: servers on the first core, the load on all others, if the system can say so. */
final class Cores {

  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  private Cores() {}

  static boolean arePinned() {
    return Boolean.parseBoolean(System.getProperty("bench.pinned", "true"))
        && Files.isExecutable(TASKSET)
        && Path.of("/sys/devices/system/cpu/cpu1").toFile().exists();
  }

  /** How a server's command begins. */
  static List<String> forServer() {
    return arePinned() ? List.of(TASKSET.toString(), "-c", "0") : List.of();
  }

  /** Takes this JVM off the servers' core. */
  static void forLoad() throws IOException, InterruptedException {
    if (arePinned()) {
      long pid = ProcessHandle.current().pid();
      int last = Runtime.getRuntime().availableProcessors() - 1;
      new ProcessBuilder(
              TASKSET.toString(), "-a", "-c", "-p", "1-" + Math.max(1, last), Long.toString(pid))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}
