package io.wirthforge.bridge;

import java.util.concurrent.atomic.AtomicLong;

/** Names of connections: {@code c1}, {@code c2}, … in the order of their coming to this JVM. */
final class ConnectionIds {

  private static final AtomicLong LAST = new AtomicLong();

  private ConnectionIds() {}

  static String next() {
    return "c" + LAST.incrementAndGet();
  }
}
