package io.wirthforge.bridge.bench;

import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** Answers each line on standard input with the bytes this JVM holds. */
final class MemoryAnswers {

  private static final PrintStream OUT = System.out;

  private MemoryAnswers() {}

  static void start() {
    Thread thread = new Thread(MemoryAnswers::answer, "memory answers");
    thread.setDaemon(true);
    thread.start();
  }

  private static void answer() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      while (in.readLine() != null) {
        OUT.println(heldBytes());
      }
    } catch (IOException gone) {
      throw new IllegalStateException("standard input failed", gone);
    }
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
