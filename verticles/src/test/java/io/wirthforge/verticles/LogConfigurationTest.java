package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped {@code conf/logback.xml}, in a context of its own. */
class LogConfigurationTest {

  @TempDir Path directory;
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void linesAreForPeopleAndErrorsAreKeptApart() throws Exception {
    configure("text");
    context.getLogger("wirthforge.websocket").info("one\r\n\u001b[31mtwo");
    context.getLogger("wirthforge.decipher").error("three");
    assertThat(lines("wirthforge.log"))
        .satisfiesExactly(
            line -> assertThat(line).endsWith(" INFO  wirthforge.websocket: one???[31mtwo"),
            line -> assertThat(line).endsWith(" ERROR wirthforge.decipher: three"));
    assertThat(lines("errors.log")).singleElement().asString().contains("three");
  }

  @Test
  void asJsonEachLineIsAnObject() throws Exception {
    configure("json");
    context.getLogger("wirthforge.websocket").error("a {} \"b\"\n", 7);
    for (String file : List.of("wirthforge.jsonl", "errors.jsonl")) {
      JsonObject line = new JsonObject(lines(file).get(0));
      assertThat(line.getString("formattedMessage")).isEqualTo("a 7 \"b\"\n");
      assertThat(line.getString("level")).isEqualTo("ERROR");
      assertThat(line.getString("loggerName")).isEqualTo("wirthforge.websocket");
    }
  }

  @Test
  void performanceIsJsonInAFileOfItsOwn() throws Exception {
    configure("text");
    context.getLogger("wirthforge.performance").warn("{}", new JsonObject().put("late", 7));
    JsonObject line = new JsonObject(lines("performance.jsonl").get(0));
    assertThat(line.getString("level")).isEqualTo("WARN");
    assertThat(line.getJsonObject("figures").getInteger("late")).isEqualTo(7);
    assertThat(lines("wirthforge.log")).isEmpty();
  }

  @Test
  void filesRotateBySizeAndAFewAreKept() throws Exception {
    configure("text");
    assertThat(rotation("ROOT", "FILE-text")).isEqualTo("10 MB x 5");
    assertThat(rotation("ROOT", "ERRORS-text")).isEqualTo("5 MB x 10");
    assertThat(rotation("wirthforge.performance", "PERFORMANCE")).isEqualTo("5 MB x 3");
  }

  @Test
  void aDirectoryThatCannotBeWrittenCostsTheFilesAndNothingElse() throws Exception {
    Files.writeString(directory.resolve("file"), "");
    configure("text", directory.resolve("file/logs"));
    context.getLogger("wirthforge.websocket").info("said to the console alone");
    assertThat(Files.list(directory)).hasSize(1);
  }

  private void configure(String format) throws Exception {
    configure(format, directory);
  }

  private void configure(String format, Path logs) throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("wirthforge.log.directory", logs.toString());
    context.putProperty("wirthforge.log.format", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of("../conf/logback.xml").toFile());
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender("CONSOLE");
  }

  private String rotation(String logger, String name) {
    var appender = (RollingFileAppender<?>) context.getLogger(logger).getAppender(name);
    var policy = (FixedWindowRollingPolicy) appender.getRollingPolicy();
    var trigger = (SizeBasedTriggeringPolicy<?>) appender.getTriggeringPolicy();
    return trigger.getMaxFileSize() + " x " + policy.getMaxIndex();
  }

  private List<String> lines(String file) throws Exception {
    return Files.readAllLines(directory.resolve(file));
  }
}
