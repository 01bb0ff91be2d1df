package io.wirthforge.verticles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.bridge.Recording;
import io.wirthforge.verticles.model.server.ServerTimeouts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** The server, with all that goes into its frames written to a file. */
@Command(
    name = "record",
    description = {
      "Starts the server and records all that goes into its frames, for replay.",
      "All flags of the server may follow, such as -conf."
    })
final class RecordCommand implements Callable<Integer> {

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
  private Path out;

  @Option(
      names = "--text",
      description = "Write texts as they are. Without it, letters of the same number.")
  private boolean text;

  @Option(names = "--force", description = "Overwrite FILE.")
  private boolean force;

  @Option(names = "--max-bytes", paramLabel = "N", description = "End when FILE is as large.")
  private Long maxBytes;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this.")
  private boolean help;

  @Unmatched private List<String> serverFlags = new ArrayList<>();

  @Override
  public Integer call() {
    Recording.check(out, force);
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("file", out.toString()).put("text", text).put("overwrite", force);
    if (maxBytes != null) {
      record.put("maxBytes", maxBytes);
    }
    Launcher.serve(
        ConfArgument.withMore(serverFlags, "record", record),
        metrics -> new OrchestratorVerticle(metrics, ServerTimeouts.DEFAULT));
    return Commands.SERVING;
  }
}
