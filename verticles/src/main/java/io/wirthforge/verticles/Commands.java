package io.wirthforge.verticles;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/**
 * The tools that the jar holds beside the server: each is a picocli command that is named by the
 * first argument, writes to the {@link Console} and returns an exit code.
 */
final class Commands {

  /** It did what was asked. */
  static final int OK = 0;

  /** It judged, and the judgement is bad. */
  static final int FAILED = 1;

  /** It was asked for what it can't do, or can't reach. */
  static final int UNUSABLE = 2;

  /** It started a server, which runs until it is ended; the process has no exit code yet. */
  static final int SERVING = -1;

  /** Those of this jar; a new one is a line here. */
  static final Commands SHIPPED =
      new Commands(
          List.of(
              ConformanceCommand.class,
              TailCommand.class,
              RecordCommand.class,
              ReplayCommand.class));

  private final List<Class<? extends Callable<Integer>>> commands;

  Commands(List<Class<? extends Callable<Integer>>> commands) {
    this.commands = List.copyOf(commands);
  }

  /** Whether the arguments name a tool; all others are the server's. */
  boolean areMeantBy(String[] args) {
    return args.length > 0 && commands.stream().anyMatch(each -> nameOf(each).equals(args[0]));
  }

  /** Runs the tool that the arguments name, and returns its exit code. */
  int run(String[] args) {
    Logs.silence();
    CommandLine line = new CommandLine(new Root());
    commands.forEach(line::addSubcommand);
    line.setParameterExceptionHandler(Commands::usage);
    line.setExecutionExceptionHandler((failure, tool, parsed) -> failed(failure, tool));
    line.setExecutionStrategy(Commands::execute);
    return line.execute(args);
  }

  private static int execute(ParseResult parsed) {
    for (CommandLine each : parsed.asCommandLineList()) {
      if (each.isUsageHelpRequested()) {
        Console.line(each.getUsageMessage(Ansi.OFF).stripTrailing());
        return OK;
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int usage(CommandLine.ParameterException wrong, String[] args) {
    String name = wrong.getCommandLine().getCommandName();
    Console.error(name + ": " + wrong.getMessage().lines().findFirst().orElse("") + help(name));
    return UNUSABLE;
  }

  private static int failed(Exception failure, CommandLine tool) {
    Console.error(tool.getCommandName() + ": " + StartFailure.wordsFor(failure));
    return UNUSABLE;
  }

  private static String help(String name) {
    return "; " + name + " --help lists what there is";
  }

  private static String nameOf(Class<?> command) {
    return command.getAnnotation(CommandLine.Command.class).name();
  }

  /** The jar itself. */
  @CommandLine.Command(name = "wirthforge")
  private static final class Root {}
}
