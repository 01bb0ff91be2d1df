package io.wirthforge.bridge.adversary;

import java.io.IOException;
import java.util.List;

/**
 * Two nodes between which no packet passes for a while; what is to be said of them goes to the
 * standard output. A process of its own, in a network of its own, which it cuts with nft.
 */
final class SplitNetwork {

  private static final List<String> HOSTS = List.of("127.0.0.2", "127.0.0.3");
  private static final int TICKS_PER_SECOND = 60;

  private SplitNetwork() {}

  /**
   * Runs.
   *
   * @param arguments for how many seconds they are apart, once both have noticed
   */
  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1); // Vert.x's threads would go on.
        });
    for (String host : HOSTS) {
      run("ip", "address", "add", host + "/8", "dev", "lo");
    }
    List<Place> places = Place.at(HOSTS);
    try (Member here = Member.start(places.get(0));
        MemberProcess there = MemberProcess.start(places.get(1));
        Follower near = Follower.join(WireClient.connect(here.port(), true, ""), new View());
        Follower far = Follower.join(WireClient.connect(there.port(), true, ""), new View())) {
      here.awaitNeighbours(1);
      there.awaitNeighbours(1);
      List<Follower> both = List.of(near, far);
      Counting counting = Counting.begin(here.vertx, here.options, "here");
      there.say("count there");
      for (Follower each : both) {
        each.until("both texts", () -> heard(each, "here") > 10 && heard(each, "there") > 10);
      }
      split(both, counting, Long.parseLong(arguments[0]));
      counting.finish();
      there.say("finish there");
      boolean isWhole = true;
      for (Follower each : both) {
        each.until("the ends", () -> each.view.ended().size() == 2);
        isWhole &=
            isWholeOrTold(each, "here", counting.counted())
                & isWholeOrTold(each, "there", there.counted("there"));
      }
      System.out.println(isWhole ? "joined again: all whole" : "joined again: gaps told");
    }
    System.exit(0); // Clients' threads may wait for a network that is gone.
  }

  private static void split(List<Follower> both, Counting counting, long seconds)
      throws IOException, InterruptedException {
    run("nft", "add table inet split");
    run("nft", "add chain inet split in { type filter hook input priority 0; }");
    run("nft", "add rule inet split in ip daddr { " + String.join(", ", HOSTS) + " } drop");
    for (Follower each : both) {
      each.until("word of it", () -> each.view.errors("CLUSTER_NODE_SILENT") == 1);
    }
    for (int i = 0; i < seconds; i++) {
      long before = counting.counted();
      Patience.until("a second", () -> counting.counted() >= before + TICKS_PER_SECOND);
    }
    run("nft", "delete table inet split");
    for (Follower each : both) {
      each.until("its return", () -> each.view.errors("CLUSTER_NODE_BACK") == 1);
    }
  }

  private static boolean isWholeOrTold(Follower client, String session, long counted) {
    boolean isWhole = heard(client, session) == counted;
    if (!isWhole) {
      client.until("word of the gap", () -> client.view.errors("CLUSTER_GAP") > 0);
    }
    return isWhole;
  }

  /** How far a text counts; -1 for one with a gap. */
  private static long heard(Follower client, String session) {
    String text = client.view.texts().getOrDefault(Story.key(session, Counting.MODEL), "");
    return Counting.countedIn(text);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }
}
