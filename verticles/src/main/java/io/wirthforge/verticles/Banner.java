package io.wirthforge.verticles;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the person who started the application reads. */
final class Banner {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge");

  private Banner() {}

  /** Says that all is ready and where; the query may hold the token, so no file gets this line. */
  static void print(String host, int port, String query, String model, long startNanos) {
    LOG.info("ready after {} ms: {} writes", startNanos / 1_000_000, model);
    String authority = host.contains(":") ? "[" + host + "]" : host;
    Console.line("Open http://" + authority + ":" + port + "/" + query);
  }
}
