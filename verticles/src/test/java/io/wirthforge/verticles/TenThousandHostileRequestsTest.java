package io.wirthforge.verticles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What ten thousand requests that mean no good leave behind: nothing of what they said. */
class TenThousandHostileRequestsTest {

  private static final int REQUESTS = 10_000;
  private static final int PER_CONNECTION = 250;
  private static final int MAX_SERIES = 200;
  private static final int MAX_LINE_CHARS = 256;
  private static final String CANARY = "Kanarienvogel";

  private static ObservedRig rig;

  @BeforeAll
  static void start() {
    rig = new ObservedRig();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @Test
  void noSeriesIsAddedAndNoLogLineHoldsTheirWords() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    hostile(0);
    Eventually.until("a first knock at the own door", this::hasKnocked);
    Set<String> before = series();
    for (int i = PER_CONNECTION; i < REQUESTS; i += PER_CONNECTION) {
      hostile(i);
    }
    Set<String> after = series();
    root.detachAppender(log);

    after.removeAll(before);
    assertThat(after).isEmpty();
    assertThat(before).hasSizeLessThanOrEqualTo(MAX_SERIES);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain(CANARY, "\r", "\n", "\u001b", "\u202e")
                    .hasSizeLessThanOrEqualTo(MAX_LINE_CHARS));
  }

  @Test
  void headersAndRequestLinesThatAreTooLongAreRefusedAndEnded() {
    String host = "Host: " + AppRig.HOST + ":" + rig.port + "\r\n";
    String many = "X-Many: 1\r\n".repeat(1000);
    String long9k = "X-Long: " + "a".repeat(9000) + "\r\n";

    assertThat(answer("GET /models HTTP/1.1\r\n" + host + many + "\r\n")).contains(" 431 ");
    assertThat(answer("GET /models HTTP/1.1\r\n" + host + long9k + "\r\n")).contains(" 431 ");
    assertThat(answer("GET /" + "a".repeat(5000) + " HTTP/1.1\r\n" + host + "\r\n"))
        .contains(" 414 ");
  }

  @Test
  void noHeapIsWrittenToADiskUnlessSomebodyAsks() throws IOException {
    var diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    assertThat(diagnostics.getVMOption("HeapDumpOnOutOfMemoryError").getValue()).isEqualTo("false");
    for (String file : new String[] {"README.md", ".mvn/jvm.config", "conf/wirthforge.json"}) {
      Path path = Path.of("..", file);
      assertThat(Files.exists(path) ? Files.readString(path) : "").doesNotContain("HeapDump");
    }
  }

  /** The server's own client has series too, from its first request on. */
  private boolean hasKnocked() {
    return series().stream().anyMatch(each -> each.startsWith("vertx_http_client_response_time"));
  }

  /** Requests one after the other on a connection, the last of which the gate refuses and ends. */
  private static void hostile(int first) {
    String own = "Host: " + AppRig.HOST + ":" + rig.port + "\r\n";
    StringBuilder requests = new StringBuilder();
    for (int i = first; i < first + PER_CONNECTION - 1; i++) {
      String word = CANARY + i + "%0d%0a%1b%5b31m%e2%80%ae";
      switch (i % 50) {
        case 1 -> requests.append("GET /metrics?" + word + "=1 HTTP/1.1\r\n");
        case 2, 6, 10, 14, 18, 22, 26 -> requests.append("X" + CANARY + i + " / HTTP/1.1\r\n");
        case 3, 7, 11, 15, 19, 23, 27 -> requests.append("GET /" + word + " HTTP/1.1\r\n");
        default -> requests.append("GET /..%2f..%2f" + word + " HTTP/1.1\r\n");
      }
      requests.append(own).append("User-Agent: " + CANARY + "\r\n\r\n");
    }
    requests.append("GET /ws HTTP/1.1\r\nHost: " + CANARY + first + "\r\n\r\n");
    assertThat(answer(requests.toString())).contains(" 404 ", " 403 ").doesNotContain(" 500 ");
  }

  /** All that comes until the server ends the connection. */
  private static String answer(String requests) {
    try (Socket socket = new Socket(AppRig.HOST, rig.port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The series that requests could add to; the buckets of a histogram are one. */
  private static Set<String> series() {
    return rig.series("").stream()
        .filter(line -> !line.startsWith("jvm_gc_")) // A collection's cause is a label.
        .map(line -> line.replaceAll("_bucket\\{(.*?,)?le=\"[^\"]*\",?", "_bucket{$1"))
        .map(line -> line.replaceAll("quantile=\"[^\"]*\",?", ""))
        .collect(Collectors.toSet());
  }
}
