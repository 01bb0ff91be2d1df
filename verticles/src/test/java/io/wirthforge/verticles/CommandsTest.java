package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which arguments are a tool's, and what comes of them. */
class CommandsTest {

  private static final Commands COMMANDS = new Commands(List.of(Adding.class));

  @Command(name = "add", mixinStandardHelpOptions = true)
  static final class Adding implements Callable<Integer> {
    @Parameters int number;

    @Option(names = "--fail")
    boolean fails;

    @Override
    public Integer call() {
      if (fails) {
        throw new IllegalStateException("as it was told");
      }
      return number + 1;
    }
  }

  private static int run(String... args) {
    return COMMANDS.run(args);
  }

  @Test
  void aToolIsMeantByItsNameAsTheFirstArgumentAndByNothingElse() {
    assertThat(COMMANDS.areMeantBy(new String[] {"add", "1"})).isTrue();
    assertThat(COMMANDS.areMeantBy(new String[] {})).isFalse();
    assertThat(COMMANDS.areMeantBy(new String[] {"-conf", "add"})).isFalse();
    assertThat(COMMANDS.areMeantBy(new String[] {"adder"})).isFalse();
  }

  @Test
  void itsResultIsTheExitCode() {
    assertThat(run("add", "6")).isEqualTo(7);
  }

  @Test
  void wrongUsageAndFailuresAreTwo() {
    assertThat(run("add")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("add", "six")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("add", "6", "--nonsense")).isEqualTo(Commands.UNUSABLE);
    assertThat(run("add", "6", "--fail")).isEqualTo(Commands.UNUSABLE);
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run("add", "--help")).isEqualTo(Commands.OK);
  }
}
