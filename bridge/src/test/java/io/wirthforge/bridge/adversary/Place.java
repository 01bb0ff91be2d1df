package io.wirthforge.bridge.adversary;

import io.wirthforge.bridge.FreePort;
import java.util.List;
import java.util.stream.Stream;

/**
 * What sets a node of a cluster apart.
 *
 * @param host the address where other nodes reach it
 * @param hazelcastPort where it is found
 * @param members where it looks for others
 * @param cluster the name they share
 * @param clockMs how far its clock is ahead
 */
record Place(String host, int hazelcastPort, List<String> members, String cluster, long clockMs) {

  private static final String LOOPBACK = "127.0.0.1";

  /** A cluster of so many nodes, on ports that are free. */
  static List<Place> several(int count) {
    List<Integer> ports = Stream.generate(FreePort::any).distinct().limit(count).toList();
    List<String> members = ports.stream().map(port -> LOOPBACK + ":" + port).toList();
    String cluster = "test-" + ports.get(0) + "-" + System.nanoTime();
    return ports.stream().map(port -> new Place(LOOPBACK, port, members, cluster, 0)).toList();
  }

  /** Nodes that are found at an address each. */
  static List<Place> at(List<String> hosts) {
    List<String> members = hosts.stream().map(host -> host + ":5701").toList();
    String cluster = "test-" + System.nanoTime();
    return hosts.stream().map(host -> new Place(host, 5701, members, cluster, 0)).toList();
  }

  Place ahead(long byMs) {
    return new Place(host, hazelcastPort, members, cluster, byMs);
  }

  Place named(String name) {
    return new Place(host, hazelcastPort, members, name, clockMs);
  }

  List<String> toArguments() {
    return List.of(
        host, "" + hazelcastPort, String.join(",", members), cluster, Long.toString(clockMs));
  }

  static Place ofArguments(String[] arguments) {
    return new Place(
        arguments[0],
        Integer.parseInt(arguments[1]),
        List.of(arguments[2].split(",")),
        arguments[3],
        Long.parseLong(arguments[4]));
  }
}
