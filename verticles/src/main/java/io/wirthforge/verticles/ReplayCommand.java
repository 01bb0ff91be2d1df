package io.wirthforge.verticles;

import io.wirthforge.bridge.Replay;
import io.wirthforge.bridge.ReplayOptions;
import io.wirthforge.schemas.RecordingLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The server with a recording in the place of its models. */
@Command(
    name = "replay",
    description = {
      "Starts the server and plays a recording, made by record, to its clients.",
      "All flags of the server may follow, such as -conf."
    })
final class ReplayCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
  private Path file;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many times as fast as it was recorded, 0.1 to 10.")
  private double speed;

  @Option(names = "--loop", description = "Begin anew at the end, as another run of the stream.")
  private boolean loop;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this.")
  private boolean help;

  @Unmatched private List<String> serverFlags = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReplayOptions options = options();
    RecordingLine.Header header;
    try (Replay replay = Replay.open(file)) {
      header = replay.header();
    }
    Launcher.serve(
        serverFlags.toArray(String[]::new),
        metrics -> new ReplayServerVerticle(metrics, file, header, options, ReplayCommand::broken));
    return Commands.SERVING;
  }

  private ReplayOptions options() {
    try {
      return new ReplayOptions(speed, loop);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
    }
  }

  /** A line of the recording can't be: the process ends, in good order. */
  private static void broken(String words) {
    Console.error("replay: " + words);
    // Not on an event loop, which the end waits for.
    new Thread(() -> System.exit(Commands.UNUSABLE), "exit").start();
  }
}
