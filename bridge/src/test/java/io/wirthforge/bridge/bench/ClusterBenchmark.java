package io.wirthforge.bridge.bench;

import io.wirthforge.bridge.adversary.ClusterFigures;

/** What a second node costs: delay, kill, and the processor's time per event that crosses. */
final class ClusterBenchmark {

  private ClusterBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Report.header("Two nodes on one machine");
    ClusterFigures.print(Report::line);
  }
}
