package io.wirthforge.bridge.bench;

import java.util.Random;

/**
 * What so many browsers take, computed from figures that were measured: nodes, bandwidth, and what
 * breaks first. Arithmetic, and a throw of dice for how uneven chance deals clients out.
 */
final class ScaleModel {

  /**
   * What was measured, and where.
   *
   * @param clientFrameMicros of processor per client and frame, the kernel's part included
   * @param clientKib of memory per client
   * @param frameBytes that a client is sent per frame, WebSocket and TCP/IP included
   * @param crossingMicros of processor per event that comes from another node
   * @param crossingBytes per event on the network between two nodes
   */
  record Measured(
      double clientFrameMicros,
      double clientKib,
      double frameBytes,
      double crossingMicros,
      double crossingBytes) {}

  /**
   * What a node is.
   *
   * @param cores how many
   * @param useOfCores how much of them may be used, so that a neighbour's clients find room
   * @param memoryGib for clients
   * @param linkGbit of its network
   */
  record Node(int cores, double useOfCores, double memoryGib, double linkGbit) {}

  /**
   * What is asked of all nodes together.
   *
   * @param browsers how many
   * @param frameHz what each is sent
   * @param eventsPerSecond what all sources publish
   */
  record Load(long browsers, int frameHz, double eventsPerSecond) {}

  /**
   * What it takes.
   *
   * @param nodes how many
   * @param clientsPerNode the mean
   * @param worstNode the most clients that chance gave to one node
   * @param afterLoss the most, once one node's clients were dealt to the others
   * @param outGbit to browsers, per node
   * @param betweenGbit from other nodes, per node
   * @param breaksFirst what set the number of nodes
   */
  record Answer(
      long nodes,
      long clientsPerNode,
      long worstNode,
      long afterLoss,
      double outGbit,
      double betweenGbit,
      String breaksFirst) {}

  private static final double MICROS = 1e6;
  private static final double BITS_PER_GBIT = 8 / 1e9;
  private static final double KIB_PER_GIB = 1024 * 1024;

  private final Measured measured;
  private final Node node;

  ScaleModel(Measured measured, Node node) {
    this.measured = measured;
    this.node = node;
  }

  /** From how many events a second on no number of nodes helps: one loop of each takes in all. */
  double mostEventsPerSecond() {
    return node.useOfCores() * MICROS / measured.crossingMicros();
  }

  Answer answer(Load load) {
    double crossing = load.eventsPerSecond() * measured.crossingMicros() / MICROS;
    double processor =
        (node.cores() * node.useOfCores() - crossing)
            / (load.frameHz() * measured.clientFrameMicros() / MICROS);
    double memory = node.memoryGib() * KIB_PER_GIB / measured.clientKib();
    double out = load.frameHz() * measured.frameBytes() * BITS_PER_GBIT;
    double between = load.eventsPerSecond() * measured.crossingBytes() * BITS_PER_GBIT;
    double network = (node.linkGbit() * node.useOfCores() - between) / out;
    double most = Math.min(processor, Math.min(memory, network));
    if (most < 1 || load.eventsPerSecond() >= mostEventsPerSecond()) {
      return new Answer(0, 0, 0, 0, 0, between, "the events: each node takes in all of them");
    }
    long nodes = (long) Math.ceil(load.browsers() / most);
    String first =
        most == processor ? "processor" : most == memory ? "memory" : "network to browsers";
    long[] dealt = deal(load.browsers(), (int) nodes);
    return new Answer(
        nodes,
        load.browsers() / nodes,
        max(dealt, 0),
        nodes == 1 ? 0 : max(dealt, dealt[0] / (nodes - 1)),
        load.browsers() / (double) nodes * out,
        between,
        first);
  }

  /** Every browser goes to a node by chance, as behind a balancer that knows no state. */
  private static long[] deal(long browsers, int nodes) {
    Random dice = new Random(20_261);
    long[] clients = new long[nodes];
    for (long i = 0; i < browsers; i++) {
      clients[dice.nextInt(nodes)]++;
    }
    return clients;
  }

  private static long max(long[] clients, long more) {
    long most = 0;
    for (long each : clients) {
      most = Math.max(most, each + more);
    }
    return most;
  }
}
