package io.wirthforge.bridge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.transport.Transport;
import java.util.Objects;

/**
 * What a server's sockets run on: {@code -Dbench.transport=nio}, {@code epoll} or {@code io_uring}.
 */
final class BenchTransport {

  private BenchTransport() {}

  /**
   * The builder of a Vert.x that runs on it.
   *
   * @throws IllegalStateException where this machine has no such thing
   */
  static VertxBuilder builder() {
    String name = System.getProperty("bench.transport", "");
    if (name.isEmpty()) {
      return Vertx.builder(); // The best there is.
    }
    Transport transport =
        switch (name) {
          case "nio" -> Transport.NIO;
          case "epoll" -> Transport.EPOLL;
          case "io_uring" -> Transport.IO_URING;
          default -> throw new IllegalArgumentException("no transport is called " + name);
        };
    if (!Objects.requireNonNull(transport, name + " is not on the class path").available()) {
      throw new IllegalStateException(name, transport.unavailabilityCause());
    }
    return Vertx.builder().withTransport(transport);
  }
}
