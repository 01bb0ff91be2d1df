package io.wirthforge.verticles;

import io.wirthforge.schemas.client.StreamAddress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tail ws://host:port/ws}: shows a live stream to people. */
@Command(
    name = "tail",
    sortOptions = false,
    description = {
      "Shows a live stream: a line of figures each second, and what came in all at the end.",
      "After a break it goes on where it was."
    },
    footer = {"", "Exit code: 0 shown, 2 wrong usage or out of reach."})
final class TailCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "URL",
      description = "ws://host:port/ws, or the URL that the server printed")
  private String url = "";

  @Option(names = "--token", paramLabel = "TOKEN", description = "the server's access token")
  private @Nullable String token;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "this channel only, and system, which always comes; repeatable")
  private List<String> channels = List.of();

  @Option(
      names = "--json",
      description = "each event as a line of JSON, its text emptied unless --text is given too")
  private boolean json;

  @Option(
      names = "--text",
      description =
          "what the models write, as they write it. It is shown on your own terminal, and kept"
              + " nowhere unless you keep it")
  private boolean text;

  @Option(names = "--count", paramLabel = "N", description = "end after N events")
  private long count;

  @Option(names = "--seconds", paramLabel = "N", description = "end after N seconds")
  private long seconds;

  @Option(names = "--help", usageHelp = true, description = "show this and end")
  private boolean help;

  @Override
  public Integer call() {
    TailView view = view();
    Thread atCtrlC = new Thread(view::end, "tail-end");
    Runtime.getRuntime().addShutdownHook(atCtrlC);
    try {
      if (count < 0 || seconds < 0 || seconds > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("--count and --seconds can't be less than 0");
      }
      for (String channel : channels) {
        if (!channel.matches("[a-z][a-z0-9_]{0,63}")) {
          throw new IllegalArgumentException("a channel's name is like energy or experience");
        }
      }
      TailLimit limit = new TailLimit(count, seconds, System::nanoTime, Console::isGone);
      new TailStream(
              StreamAddress.of(url).withToken(token),
              channels,
              view,
              limit,
              words -> Console.error("tail: " + words))
          .follow();
      view.end();
      return Commands.OK;
    } catch (IllegalArgumentException | IOException e) {
      Runtime.getRuntime().removeShutdownHook(atCtrlC);
      Console.error("tail: " + StreamFailure.wordsFor(e));
      return Commands.UNUSABLE;
    }
  }

  private TailView view() {
    if (json) {
      return new TailJson(Console::line, text);
    }
    return text ? new TailText(Console::write) : new TailTable(Console::line, System.nanoTime());
  }
}
