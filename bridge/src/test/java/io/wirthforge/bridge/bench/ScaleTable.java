package io.wirthforge.bridge.bench;

import java.io.IOException;

/** Prints what 10 000, 100 000 and 1 000 000 browsers take, with all that goes in. */
final class ScaleTable {

  private static final long[] BROWSERS = {10_000, 100_000, 1_000_000};
  private static final int[] RATES = {60, 10};
  private static final double[] EVENTS = {60, 6_000};

  private ScaleTable() {}

  public static void main(String[] arguments) throws IOException {
    ScaleModel.Measured measured =
        new ScaleModel.Measured(
            Double.parseDouble(System.getProperty("scale.clientFrameMicros", "10")),
            Double.parseDouble(System.getProperty("scale.clientKib", "18")),
            Double.parseDouble(System.getProperty("scale.frameBytes", "800")),
            Double.parseDouble(System.getProperty("scale.crossingMicros", "55")),
            Double.parseDouble(System.getProperty("scale.crossingBytes", "774")));
    ScaleModel.Node node = new ScaleModel.Node(8, 0.6, 8, 10);
    Report.line("in: %s", measured);
    Report.line("in: %s", node);
    Report.line(
        "| browsers | Hz | events/s | nodes | clients per node | worst by chance | after a loss |"
            + " Gbit/s out per node | Gbit/s in from nodes | breaks first |");
    Report.line("|---|---|---|---|---|---|---|---|---|---|");
    ScaleModel model = new ScaleModel(measured, node);
    for (double events : EVENTS) {
      for (int hertz : RATES) {
        for (long browsers : BROWSERS) {
          print(
              browsers, hertz, events, model.answer(new ScaleModel.Load(browsers, hertz, events)));
        }
      }
    }
    Report.line(
        "from %.0f events/s on, no number of nodes helps: each takes in all of them",
        model.mostEventsPerSecond());
  }

  private static void print(long browsers, int hertz, double events, ScaleModel.Answer answer) {
    Report.line(
        "| %d | %d | %.0f | %d | %d | %d | %d | %.2f | %.3f | %s |",
        browsers,
        hertz,
        events,
        answer.nodes(),
        answer.clientsPerNode(),
        answer.worstNode(),
        answer.afterLoss(),
        answer.outGbit(),
        answer.betweenGbit(),
        answer.breaksFirst());
  }
}
