package io.wirthforge.verticles;

import com.sun.management.OperatingSystemMXBean;
import io.wirthforge.schemas.StartupComplete.Tier;
import java.lang.management.ManagementFactory;

/** How strong a machine is. */
final class Tiers {

  private static final long GIB = 1L << 30;

  private Tiers() {}

  /** The tier of this machine. */
  static Tier detect() {
    long bytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return of(bytes, Runtime.getRuntime().availableProcessors());
  }

  /** The tier of a machine with so many bytes of memory and so many cores. */
  static Tier of(long memoryBytes, int cores) {
    if (memoryBytes < 8 * GIB || cores <= 2) {
      return Tier.LOW;
    }
    return memoryBytes < 24 * GIB || cores < 8 ? Tier.MID : Tier.HIGH;
  }
}
