package io.wirthforge.bridge.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loop in C: compiled when first asked for. */
final class NativeFloor {

  private static @Nullable Path program;

  private NativeFloor() {}

  /** Whether there is a compiler. */
  static boolean isAvailable() {
    return Files.isExecutable(Path.of("/usr/bin/cc"));
  }

  static List<String> command(int port, int eventBytes) throws Exception {
    Path compiled = program;
    if (compiled == null) {
      compiled = compile();
      program = compiled;
    }
    return List.of(
        compiled.toString(),
        Integer.toString(port),
        Integer.toString(BenchEvent.PER_TICK),
        Integer.toString(eventBytes));
  }

  private static Path compile() throws Exception {
    Path directory = Files.createTempDirectory("wirthforge-bench");
    Path source = directory.resolve("floor.c");
    try (InputStream in = NativeFloor.class.getResourceAsStream("floor.c")) {
      if (in == null) {
        throw new IOException("floor.c is not on the class path");
      }
      Files.copy(in, source);
    }
    Path target = directory.resolve("floor");
    Process compiler =
        new ProcessBuilder("/usr/bin/cc", "-O2", "-o", target.toString(), source.toString())
            .inheritIO()
            .start();
    if (compiler.waitFor() != 0) {
      throw new IOException("floor.c does not compile");
    }
    source.toFile().deleteOnExit();
    target.toFile().deleteOnExit();
    directory.toFile().deleteOnExit();
    return target;
  }
}
