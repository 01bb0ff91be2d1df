package io.wirthforge.bridge.adversary;

import io.wirthforge.schemas.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The figures of two nodes: this process publishes and has clients, a child has clients. */
public final class ClusterFigures {

  /** Takes a line. */
  public interface Lines {
    void line(String pattern, Object... values);
  }

  private static final int WARM = 1_000;
  private static final int EVENTS = 6_000;
  private static final long GAP_NANOS = 3_700_000; // No multiple of a tick.
  private static final long SPAN_NANOS = 5_000_000_000L;
  private static final int BURST = 20;
  private static final long BURST_GAP_NANOS = 10_000_000;
  private static final int CLIENTS = 200;
  private static final double NANOS_PER_MS = 1e6;

  private ClusterFigures() {}

  /** Measures and prints. */
  public static void print(Lines out) throws Exception {
    List<Place> places = Place.several(2);
    try (Member near = Member.start(places.get(0));
        MemberProcess far = MemberProcess.start(places.get(1))) {
      near.awaitNeighbours(1);
      far.awaitNeighbours(1);
      delays(near, far, out);
      crossing(near, far, out);
    }
    kill(out);
  }

  private static void delays(Member near, MemberProcess far, Lines out) throws IOException {
    try (Stopwatch here = Stopwatch.at(near.port());
        Stopwatch there = Stopwatch.at(far.port())) {
      for (int i = 0; i < WARM + EVENTS; i++) {
        if (i == WARM) {
          here.reset();
          there.reset();
        }
        near.publish(Story.reward(Long.toString(System.nanoTime())));
        LockSupport.parkNanos(GAP_NANOS);
      }
      Patience.until("the last", () -> there.count() >= EVENTS && here.count() >= EVENTS);
      out.line("| from publish to the client | p50 ms | p99 ms | max ms | events |");
      out.line("|---|---|---|---|---|");
      out.line("| of the same node | %s |", here.figures());
      out.line("| of the other node | %s |", there.figures());
    }
  }

  private static void crossing(Member near, MemberProcess far, Lines out) throws IOException {
    long idleCpu = far.cpuNanos();
    long idleBytes = loopbackBytes();
    LockSupport.parkNanos(SPAN_NANOS);
    idleCpu = far.cpuNanos() - idleCpu;
    idleBytes = loopbackBytes() - idleBytes;
    long before = Long.parseLong(far.ask("taken"));
    long cpu = far.cpuNanos();
    long bytes = loopbackBytes();
    long start = System.nanoTime();
    Event text = Story.text("crossing", Counting.MODEL, List.of("x".repeat(400)), false);
    long sent = 0;
    while (System.nanoTime() - start < SPAN_NANOS) {
      for (int i = 0; i < BURST; i++, sent++) {
        near.publish(text);
      }
      LockSupport.parkNanos(BURST_GAP_NANOS);
    }
    cpu = far.cpuNanos() - cpu - idleCpu;
    bytes = loopbackBytes() - bytes - idleBytes;
    long all = before + sent;
    Patience.until("all", () -> Long.parseLong(far.ask("taken")) == all);
    out.line(
        "%nA text of 400 characters that comes from another node: %.0f µs of its processor, %d"
            + " bytes on the network (%d events in 5 s, none lost)",
        cpu / 1e3 / sent, bytes / sent, sent);
  }

  /** What loopback has carried so far, TCP/IP included. */
  private static long loopbackBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/net/dev"))) {
      if (line.strip().startsWith("lo:")) {
        return Long.parseLong(line.strip().substring("lo:".length()).strip().split("\\s+")[0]);
      }
    }
    throw new IOException("no loopback");
  }

  private static void kill(Lines out) throws Exception {
    List<Place> places = Place.several(2);
    List<Roamer> clients = new ArrayList<>();
    try (MemberProcess doomed = MemberProcess.start(places.get(0));
        Member survivor = Member.start(places.get(1))) {
      survivor.awaitNeighbours(1);
      Counting counting = Counting.begin(survivor.vertx, survivor.options, "survivor");
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Roamer.among(List.of(doomed.port(), survivor.port()), "rate=60"));
      }
      for (Roamer each : clients) {
        Patience.until("a text", () -> Counting.heardBy(each.view, "survivor") > 0);
      }
      if (clients.stream().anyMatch(each -> each.at() != 0)) {
        throw new AssertionError("a client is not where it has to be");
      }
      long start = System.nanoTime();
      doomed.kill();
      for (Roamer each : clients) {
        Patience.until("the other node", () -> each.at() == 1);
      }
      double ms = (System.nanoTime() - start) / NANOS_PER_MS;
      counting.finish();
      long whole = 0;
      for (Roamer each : clients) {
        Patience.until("the end", () -> each.view.ended().contains("survivor/" + Counting.MODEL));
        whole += Counting.heardBy(each.view, "survivor") == counting.counted() ? 1 : 0;
      }
      out.line(
          "%nkill -9 of a node with %d clients: all on the other after %.0f ms; text whole and once in %d of %d",
          CLIENTS, ms, whole, CLIENTS);
    } finally {
      for (Roamer each : clients) {
        each.close();
      }
    }
  }

  /** A client that holds the time an event bears against its own. */
  private static final class Stopwatch implements AutoCloseable {

    private final WireClient client;
    private final List<Long> nanos = new ArrayList<>();

    private Stopwatch(WireClient client) {
      this.client = client;
    }

    static Stopwatch at(int port) throws IOException {
      Stopwatch watch = new Stopwatch(WireClient.connect(port, false, "?channels=reward"));
      Thread thread = new Thread(watch::read, "stopwatch");
      thread.setDaemon(true);
      thread.start();
      return watch;
    }

    private void read() {
      try {
        for (String text = client.nextText(); text != null; text = client.nextText()) {
          long now = System.nanoTime();
          if (text.contains("\"reward_event\"")) {
            note(now - Long.parseLong(View.json(text).at("/payload/title").textValue()));
          }
        }
      } catch (IOException closed) {
        return;
      }
    }

    private synchronized void note(long delay) {
      nanos.add(delay);
    }

    synchronized void reset() {
      nanos.clear();
    }

    synchronized int count() {
      return nanos.size();
    }

    synchronized String figures() {
      long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(sorted);
      return String.format(
          "%.2f | %.2f | %.2f | %d",
          sorted[sorted.length / 2] / NANOS_PER_MS,
          sorted[(int) (sorted.length * 0.99)] / NANOS_PER_MS,
          sorted[sorted.length - 1] / NANOS_PER_MS,
          sorted.length);
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }
}
