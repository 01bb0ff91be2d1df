package io.wirthforge.bridge;

import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The other nodes of a cluster as this one hears them: who lives, who fell silent, whose messages
 * were lost, whose version or clock is another. Plain state, one thread.
 */
final class Neighbours {

  /** How long a node may say nothing before that is told. */
  static final long SILENCE_NANOS = 3_000_000_000L;

  /** How long a silent node, or a loss, is remembered. */
  static final long MEMORY_NANOS = 60_000_000_000L;

  /** How far apart clocks may be before that is told. */
  static final long CLOCK_MS = 1_000;

  private static final int MAX_NODES = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final class Neighbour {
    long heardNanos;
    int wireForm;
    long clockMs;
    boolean silenceTold;
    boolean versionTold;
    boolean clockTold;
    long lost;
    long lostNanos;
  }

  private final Map<String, Neighbour> nodes = new HashMap<>();
  private boolean everHeard;

  /**
   * A node said that it lives.
   *
   * @param wallMs this node's own clock
   * @return what clients are to be told now
   */
  List<Event> heard(Beacon beacon, long wallMs, long nowNanos) {
    List<Event> events = new ArrayList<>();
    if (!nodes.containsKey(beacon.node()) && nodes.size() >= MAX_NODES) {
      return events;
    }
    if (beacon.isLeaving()) {
      nodes.remove(beacon.node());
      return events;
    }
    everHeard = true;
    Neighbour node = nodes.computeIfAbsent(beacon.node(), first -> new Neighbour());
    node.heardNanos = nowNanos;
    node.wireForm = beacon.wireForm();
    node.clockMs = beacon.wallMs() - wallMs;
    if (node.silenceTold) {
      node.silenceTold = false;
      String words = "node " + beacon.node() + " is heard again";
      events.add(event(Severity.INFO, "CLUSTER_NODE_BACK", words, beacon.node()));
    }
    if (!node.versionTold && node.wireForm != WireEvent.WIRE_FORM) {
      node.versionTold = true;
      events.add(
          event(Severity.ERROR, "CLUSTER_VERSION", version(beacon.node(), node), beacon.node()));
    }
    if (!node.clockTold && Math.abs(node.clockMs) > CLOCK_MS) {
      node.clockTold = true;
      events.add(
          event(Severity.WARNING, "CLUSTER_CLOCK", clock(beacon.node(), node), beacon.node()));
    }
    return events;
  }

  /** Looks who fell silent and what was lost; what clients are to be told now. */
  List<Event> look(NumberTracks tracks, long nowNanos) {
    List<Event> events = new ArrayList<>();
    Iterator<Map.Entry<String, Neighbour>> each = nodes.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Neighbour> entry = each.next();
      String name = entry.getKey();
      Neighbour node = entry.getValue();
      long silence = nowNanos - node.heardNanos;
      if (silence > SILENCE_NANOS && !node.silenceTold) {
        node.silenceTold = true;
        events.add(
            event(Severity.WARNING, "CLUSTER_NODE_SILENT", silent(name, node, nowNanos), name));
      }
      long lost = tracks.takeLost(name, nowNanos);
      if (lost > 0) {
        node.lost += lost;
        node.lostNanos = nowNanos;
        events.add(event(Severity.WARNING, "CLUSTER_GAP", gap(name, lost), name));
      }
      if (silence > MEMORY_NANOS) {
        each.remove();
        tracks.forget(name);
      }
    }
    return events;
  }

  /** The names of those who are heard. */
  List<String> heardNow() {
    return nodes.entrySet().stream()
        .filter(each -> !each.getValue().silenceTold)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  boolean isAnyKnown() {
    return !nodes.isEmpty();
  }

  /** Why the cluster is not well; empty where it is. */
  List<String> troubles(long nowNanos) {
    List<String> troubles = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          if (nowNanos - node.heardNanos > SILENCE_NANOS) {
            troubles.add(silent(name, node, nowNanos));
          }
          if (node.wireForm != WireEvent.WIRE_FORM) {
            troubles.add(version(name, node));
          }
          if (Math.abs(node.clockMs) > CLOCK_MS) {
            troubles.add(clock(name, node));
          }
          if (node.lost > 0 && nowNanos - node.lostNanos < MEMORY_NANOS) {
            troubles.add(gap(name, node.lost));
          }
        });
    if (everHeard && nodes.isEmpty()) {
      troubles.add("alone: all other nodes are gone");
    }
    return troubles;
  }

  private static String silent(String name, Neighbour node, long nowNanos) {
    double seconds = (nowNanos - node.heardNanos) / NANOS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "node %s has been silent for %.0f s: its texts wait or end here",
        name,
        seconds);
  }

  private static String version(String name, Neighbour node) {
    return "node %s writes wire form %d, this one %d: its event records are refused"
        .formatted(name, node.wireForm, WireEvent.WIRE_FORM);
  }

  private static String clock(String name, Neighbour node) {
    return String.format(
        Locale.ROOT,
        "the clock of node %s is %.1f s %s",
        name,
        Math.abs(node.clockMs) / 1e3,
        node.clockMs > 0 ? "ahead" : "behind");
  }

  private static String gap(String name, long lost) {
    return lost + " messages of node " + name + " were lost: its texts may lack a part";
  }

  private static Event event(Severity severity, String code, String words, String node) {
    return EventCatalog.error(severity, code, words, "websocket", Map.of("node", node), true);
  }
}
