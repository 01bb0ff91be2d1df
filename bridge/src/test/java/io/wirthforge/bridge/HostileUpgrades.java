package io.wirthforge.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Hosts and Origins that are not ours, as pages of others, rebound names and doubled headers. */
final class HostileUpgrades {

  private static final List<String> HOSTS =
      List.of(
          "evil.example",
          "evil.example:PORT",
          "127.0.0.1",
          "127.0.0.1:1",
          "127.0.0.1:PORT.evil.example",
          "127.0.0.1.evil.example:PORT",
          "localhost.evil.example:PORT",
          "user@127.0.0.1:PORT",
          "127.0.0.1:PORT@evil.example",
          "2130706433:PORT",
          "0.0.0.0:PORT",
          "127.1:PORT",
          "[::ffff:127.0.0.1]:PORT",
          "[::]:PORT",
          "::1:PORT",
          "localhost.:PORT",
          " :PORT",
          ":PORT",
          "PORT",
          "127.0.0.1:0PORT",
          "\u00ff\u00fe:PORT");

  private static final List<String> ORIGINS =
      List.of(
          "http://evil.example",
          "https://evil.example:PORT",
          "null",
          "",
          "file://",
          "http://127.0.0.1",
          "https://127.0.0.1:PORT",
          "http://127.0.0.1:1",
          "http://127.0.0.1:PORT.evil.example",
          "http://127.0.0.1:PORT/",
          "http://evil.example/http://127.0.0.1:PORT",
          "http://user@127.0.0.1:PORT",
          "HTTP://127.0.0.1:PORT",
          "http://0.0.0.0:PORT",
          "http://localhost:5173.evil.example",
          "http://localhost:51730",
          "http://127.0.0.1:PORT http://evil.example",
          "\u00ff\u00fe");

  private HostileUpgrades() {}

  /** Values of Host; {@code PORT} stands for the server's. */
  static Stream<String> hosts() {
    return HOSTS.stream();
  }

  /** Values of Origin; {@code PORT} stands for the server's. */
  static Stream<String> origins() {
    return ORIGINS.stream();
  }

  /** The headers that make a request hostile, of each: its Hosts and its Origins. */
  static List<List<String>> all() {
    String own = "Host: 127.0.0.1:PORT";
    String good = "Origin: http://127.0.0.1:PORT";
    List<List<String>> all = new ArrayList<>();
    HOSTS.forEach(host -> all.add(List.of("Host: " + host)));
    all.add(List.of());
    all.add(List.of(own, own));
    all.add(List.of(own, "Host: evil.example"));
    ORIGINS.forEach(origin -> all.add(List.of(own, "Origin: " + origin)));
    all.add(List.of(own, good, good));
    all.add(List.of(own, good, "Origin: http://evil.example"));
    return all;
  }

  /** All headers of an upgrade request to a server. */
  static String[] request(List<String> hostile, int port) {
    List<String> lines = new ArrayList<>(List.of(RawClient.upgradeHeaders("x")));
    lines.remove(0);
    hostile.forEach(line -> lines.add(line.replace("PORT", String.valueOf(port))));
    return lines.toArray(String[]::new);
  }
}
