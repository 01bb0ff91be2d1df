package io.wirthforge.bridge;

import java.util.List;
import java.util.regex.Pattern;

/** Hosts and origins under which a proxy shows this server, to the letter: no pattern, no guess. */
final class ProxyNames {

  private static final String AUTHORITY = "(?:[a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+])";
  private static final Pattern HOST = Pattern.compile(AUTHORITY + "(?::\\d{1,5})?");
  private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s,*?#@]+");

  private ProxyNames() {}

  static void check(List<String> hosts, List<String> origins) {
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "allowedHosts are names as in a Host header, such as app.example or app.example:8443,"
                + " was '"
                + host
                + "'");
      }
    }
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "allowedOrigins are scheme and host, such as https://app.example, was '"
                + origin
                + "'");
      }
    }
  }
}
