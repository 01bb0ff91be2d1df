package io.wirthforge.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many TCP connections there may be: far fewer than descriptors, because a server that has none
 * left accepts nobody, opens no log and loads no class.
 *
 * @param seats connections that are served
 * @param standing connections beyond them that are told to come back later; the next are cut off
 */
record SocketLimits(int seats, int standing) {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.websocket");

  /** Handshakes, pages and requests beside the clients. */
  static final int BESIDE_CLIENTS = 256;

  private static final int STANDING = 64;
  private static final int FEWEST_SEATS = 16;
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String FILES = "Max open files";

  static SocketLimits of(int maxClients) {
    SocketLimits limits = of(maxClients, maxDescriptors());
    if (limits.seats < maxClients) {
      LOG.warn(
          "{} connections at most, fewer than maxClients: raise the limit of open files",
          limits.seats);
    }
    return limits;
  }

  /** Half of the descriptors at most. */
  static SocketLimits of(int maxClients, long maxDescriptors) {
    long affordable = Math.max(FEWEST_SEATS, maxDescriptors / 2 - STANDING);
    return new SocketLimits((int) Math.min(maxClients + BESIDE_CLIENTS, affordable), STANDING);
  }

  /** How many files this process may open; without a bound where the system does not tell. */
  private static long maxDescriptors() {
    try {
      return maxDescriptors(Files.readAllLines(LIMITS));
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }

  static long maxDescriptors(List<String> limits) {
    for (String line : limits) {
      if (line.startsWith(FILES)) {
        String soft = line.substring(FILES.length()).trim().split("\\s+")[0];
        return soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft);
      }
    }
    return Integer.MAX_VALUE;
  }
}
