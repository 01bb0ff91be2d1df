package io.wirthforge.bridge.adversary;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameContributor;
import io.wirthforge.schemas.EnergyField;
import java.util.Collections;
import java.util.List;

/**
 * A server and a client on a network that is worse than loopback; what is to be said of them goes
 * to the standard output. A process of its own, because a network is limited for a process.
 */
final class LimitedNetwork {

  private static final int POINTS = 120;

  private LimitedNetwork() {}

  /**
   * Runs.
   *
   * @param arguments for how many seconds
   */
  public static void main(String[] arguments) throws Exception {
    long ticks = 60L * Integer.parseInt(arguments[0]);
    try (Server server = Server.start(new JsonObject().put("ringSeconds", 60));
        AgedView client = AgedView.join(server, server.port())) {
      Story story = Story.begin(server, 4);
      // State, more of it than a megabit a second takes.
      var fields =
          FrameContributor.join(
              server.vertx, server.options().addresses(), "fields", tick -> List.of(wide()));
      server.awaitTicks(ticks);
      fields.leave();
      story.finish();
      client.untilEndOf(story);
      Whole.assertHas(client.view, story);
      System.out.printf(
          "whole: %d frames for %d ticks, age p50 %d ms, p99 %d ms, most %d ms%n",
          client.frames(), ticks, client.ageMs(0.5), client.ageMs(0.99), client.ageMs(1));
    }
    System.exit(0); // Clients' threads may wait for a network that is gone.
  }

  private static EnergyField wide() {
    var point = new EnergyField.Coordinate(0.25, 0.5, 0.01);
    return new EnergyField(
        0,
        0,
        new EnergyField.Payload(
            EnergyField.FieldType.RESONANCE, 0.5, Collections.nCopies(POINTS, point), "wide"));
  }
}
