package io.wirthforge.verticles.jar;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The archive of loaded classes that {@code conf/jvm.options} names, written by a {@link Rehearsal}
 * of the jar that was just built.
 *
 * <p>It fits this jar at this path, from the directory it was made in, on the Java it was made
 * with. A build goes on without it.
 */
public final class ClassArchive {

  private static final PrintStream OUT = System.out;

  private ClassArchive() {}

  /**
   * Makes it, or says in one line why there is none.
   *
   * @param args the directory that the jar is started from, and the jar
   */
  public static void main(String[] args) {
    try {
      make(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath());
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      Throwable why = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      OUT.println("No class archive, so starts take longer: " + why);
    }
  }

  private static void make(Path root, Path jar) throws Exception {
    Path archive = jar.resolveSibling("wirthforge.jsa");
    Files.deleteIfExists(archive); // It was of another jar.
    Path work = Files.createDirectories(jar.resolveSibling("class-archive"));
    Path written = work.resolve("written.jsa");
    Files.deleteIfExists(written);
    Rehearsal.of(root, command(written, root.relativize(jar)), work);
    if (!Files.exists(written)) {
      throw new IOException("this JVM writes none");
    }
    // At once: a JVM that maps half an archive crashes.
    Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> command(Path written, Path jar) {
    return List.of(
        java(),
        "-XX:ArchiveClassesAtExit=" + written,
        "-XX:TieredStopAtLevel=1", // It ends before better code would pay.
        "-Xlog:disable",
        "-jar",
        jar.toString());
  }

  /** The {@code java} that a shell finds, as the archive is for that one; else the one here. */
  static String java() {
    String name = File.separatorChar == '\\' ? "java.exe" : "java";
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of(System.getProperty("java.home"), "bin", name))
        .toString();
  }
}
