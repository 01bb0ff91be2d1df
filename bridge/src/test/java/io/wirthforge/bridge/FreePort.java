package io.wirthforge.bridge;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on, and that the kernel gives to no connection of its own accord: one
 * that it chose itself may be some outgoing connection's by the time it is listened on.
 */
public final class FreePort {

  private static final int LOWEST = 12_000;
  private static final int FIRST_EPHEMERAL = 32_768;
  private static final int ATTEMPTS = 1_000;

  private FreePort() {}

  /** Any one of them. */
  public static int any() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_EPHEMERAL);
      if (isFree(port)) {
        return port;
      }
    }
    throw new AssertionError("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
