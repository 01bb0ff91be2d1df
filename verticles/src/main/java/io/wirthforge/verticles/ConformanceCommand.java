package io.wirthforge.verticles;

import io.wirthforge.schemas.client.StreamAddress;
import io.wirthforge.schemas.conformance.Conformance;
import io.wirthforge.schemas.conformance.ConformanceSettings;
import io.wirthforge.schemas.conformance.Report;
import io.wirthforge.schemas.conformance.Rule;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code conformance ws://host:port/ws}: judges a server, of whatever make. */
@Command(
    name = "conformance",
    sortOptions = false,
    description = "Judges any WF-TECH-003 server by what it sends.",
    footer = {"", "Exit code: 0 no rule failed, 1 one did, 2 wrong usage or out of reach."})
final class ConformanceCommand implements Callable<Integer> {

  private static final String BEGINNING = "It is a truth universally acknowledged, that";

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = "ws://host:port/ws, or the URL that the server printed")
  private @Nullable String url;

  @Option(names = "--token", paramLabel = "TOKEN", description = "the server's access token")
  private @Nullable String token;

  @Option(names = "--origin", paramLabel = "ORIGIN", description = "come as a page of this origin")
  private @Nullable String origin;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "watch for so long, 1 to 3600 (default: ${DEFAULT-VALUE})")
  private int seconds = ConformanceSettings.DEFAULT_SECONDS;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "ask for a text, so that there is one to judge; stopped at the end")
  private @Nullable String prompt;

  @Option(
      names = "--prompt-url",
      paramLabel = "URL",
      description = "where to ask for it (default: /prompt of the same server)")
  private @Nullable URI promptUrl;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "judge by this rule only, or by a group such as frames; repeatable")
  private List<String> rules = List.of();

  @Option(names = "--json", description = "one JSON object instead of a table")
  private boolean json;

  @Option(names = "--list", description = "list the rules and where they stand, and end")
  private boolean list;

  @Option(names = "--help", usageHelp = true, description = "show this and end")
  private boolean help;

  @Override
  public Integer call() {
    try {
      Set<Rule> wanted = wanted();
      if (list) {
        wanted.forEach(ConformanceCommand::describe);
        return Commands.OK;
      }
      Report report = Conformance.judge(settings(wanted));
      Console.line(json ? report.toJson() : report.toTable());
      return report.isPassed() ? Commands.OK : Commands.FAILED;
    } catch (IllegalArgumentException | IOException e) {
      Console.error("conformance: " + StreamFailure.wordsFor(e));
      return Commands.UNUSABLE;
    }
  }

  private Set<Rule> wanted() {
    Set<Rule> wanted = rules.isEmpty() ? EnumSet.allOf(Rule.class) : EnumSet.noneOf(Rule.class);
    for (String name : rules) {
      Set<Rule> named = Rule.named(name);
      if (named.isEmpty()) {
        throw new IllegalArgumentException("there is no such rule; --list lists those there are");
      }
      wanted.addAll(named);
    }
    return wanted;
  }

  private ConformanceSettings settings(Set<Rule> wanted) {
    if (url == null) {
      throw new IllegalArgumentException("which server? conformance ws://127.0.0.1:8145/ws");
    }
    StreamAddress address = StreamAddress.of(url).withToken(token);
    boolean asks = prompt != null || promptUrl != null;
    URI where = promptUrl != null ? promptUrl : asks ? address.http("/prompt") : null;
    return new ConformanceSettings(
        address, origin, seconds, where, prompt == null ? BEGINNING : prompt, wanted);
  }

  private static void describe(Rule rule) {
    Console.line(String.format("%-25s %s", rule.id(), rule.demand()));
    Console.line(String.format("%-25s schemas/PROTOCOL.md#%s", "", rule.section()));
  }
}
