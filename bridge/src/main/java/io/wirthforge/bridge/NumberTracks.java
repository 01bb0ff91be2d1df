package io.wirthforge.bridge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** All that came from all nodes, by node and address; what a newcomer is handed. */
final class NumberTracks {

  /**
   * Where messages are numbered.
   *
   * @param node who numbers them
   * @param address what they are published on
   */
  record Source(String node, String address) {}

  private final Map<Source, NumberTrack> tracks = new HashMap<>();

  /** A message came; the first of a source that nothing is known of is where its track begins. */
  void took(Source source, long number, long nowNanos) {
    tracks.computeIfAbsent(source, first -> new NumberTrack(number)).took(number, nowNanos);
  }

  /** A node says how many messages it has sent. */
  void told(Source source, long sent, long nowNanos) {
    tracks.computeIfAbsent(source, first -> new NumberTrack(sent)).told(sent, nowNanos);
  }

  /** All that a source sent so far is known. */
  void knowsAll(Source source, long sent) {
    tracks.put(source, new NumberTrack(sent));
  }

  boolean knows(Source source, long number) {
    NumberTrack track = tracks.get(source);
    return track != null && track.knows(number);
  }

  /** How many messages of a node have been lost since this was asked last. */
  long takeLost(String node, long nowNanos) {
    long lost = 0;
    for (Map.Entry<Source, NumberTrack> each : tracks.entrySet()) {
      if (each.getKey().node().equals(node)) {
        lost += each.getValue().takeLost(nowNanos);
      }
    }
    return lost;
  }

  void forget(String node) {
    tracks.keySet().removeIf(source -> source.node().equals(node));
  }

  JsonArray toJson() {
    JsonArray json = new JsonArray();
    tracks.forEach(
        (source, track) ->
            json.add(
                new JsonObject()
                    .put("node", source.node())
                    .put("address", source.address())
                    .put("highest", track.highest())
                    .put("missing", new JsonArray(track.missing()))));
    return json;
  }

  /** What another node knows. */
  static NumberTracks read(JsonArray json, long nowNanos) {
    NumberTracks read = new NumberTracks();
    for (Object each : json) {
      JsonObject track = (JsonObject) each;
      read.tracks.put(
          new Source(track.getString("node"), track.getString("address")),
          new NumberTrack(
              track.getLong("highest"),
              track.getJsonArray("missing").stream()
                  .map(number -> ((Number) number).longValue())
                  .toList(),
              nowNanos));
    }
    return read;
  }
}
