package io.wirthforge.bridge.bench;

import com.sun.management.ThreadMXBean;
import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells, for each line on standard input, what this JVM holds, or what it has used so far; where
 * the input ends it does too.
 */
final class ServerAnswers {

  /** Asks for the bytes held after a collection. */
  static final String MEMORY = "memory";

  /** Asks for {@link Usage}. */
  static final String USAGE = "usage";

  private static final PrintStream OUT = System.out;

  static {
    System.setOut(System.err); // What is logged is no answer.
  }

  /** What a JVM has used since its start: bytes allocated, collections and their time. */
  record Usage(long allocatedBytes, long collections, long collectionMillis) {

    static Usage parse(String line) {
      long[] figures = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
      return new Usage(figures[0], figures[1], figures[2]);
    }

    /** What was used since an earlier moment. */
    Usage since(Usage before) {
      return new Usage(
          allocatedBytes - before.allocatedBytes,
          collections - before.collections,
          collectionMillis - before.collectionMillis);
    }
  }

  private ServerAnswers() {}

  static void start() {
    Thread thread = new Thread(ServerAnswers::answer, "server answers");
    thread.setDaemon(true);
    thread.start();
  }

  private static void answer() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        OUT.println(line.equals(USAGE) ? usage() : heldBytes());
      }
      System.exit(0); // Whoever asked is gone.
    } catch (IOException gone) {
      throw new IllegalStateException("standard input failed", gone);
    }
  }

  private static String usage() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated =
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(bytes -> bytes > 0)
            .sum();
    long collections = 0;
    long millis = 0;
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += Math.max(0, each.getCollectionCount());
      millis += Math.max(0, each.getCollectionTime());
    }
    return allocated + " " + collections + " " + millis;
  }

  private static long heldBytes() {
    System.gc();
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    // Netty reports what it took without a cleaner; what it took with one the pools report.
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + Math.max(direct, PlatformDependent.usedDirectMemory());
  }
}
