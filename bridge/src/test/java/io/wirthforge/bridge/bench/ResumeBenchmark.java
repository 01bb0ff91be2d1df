package io.wirthforge.bridge.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * How long a client that lost its connection waits, from the first byte of its new connection to
 * the one frame that holds all it missed. The client is the JDK's own.
 */
public final class ResumeBenchmark {

  private static final int WARM_UPS = 200;
  private static final int RESUMES = Integer.getInteger("bench.resumes", 1000);
  private static final int MISSED_FRAMES = 60;
  private static final Pattern FRAME =
      Pattern.compile("^\\{\"type\":\"frame\",\"epoch\":\"([^\"]+)\",\"frameNumber\":(\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private String epoch = "";
  private long newest;

  private ResumeBenchmark(int port) {
    this.port = port;
  }

  /** Prints one line. */
  public static void main(String[] args) throws Exception {
    Report.header(RESUMES + " resumes, one after the other, a second missed by each");
    try (ServerProcess server = ServerProcess.start(Rival.FRAMES)) {
      ResumeBenchmark benchmark = new ResumeBenchmark(server.port());
      benchmark.take(benchmark.connect(""));
      TimeUnit.SECONDS.sleep(2);
      Histogram delays = new Histogram(60_000_000_000L, 3);
      for (int i = 0; i < WARM_UPS + RESUMES; i++) {
        long nanos = benchmark.resume();
        if (i >= WARM_UPS) {
          delays.recordValue(nanos);
        }
      }
      Report.line(
          "connect to merged frame: p50 %.2f ms, p99 %.2f ms, max %.2f ms",
          delays.getValueAtPercentile(50) / 1e6,
          delays.getValueAtPercentile(99) / 1e6,
          delays.getMaxValue() / 1e6);
    }
    System.exit(0); // The JDK's client keeps threads.
  }

  private long resume() throws Exception {
    String wish = "?resume=" + epoch + ":" + Math.max(0, newest - MISSED_FRAMES);
    long begun = System.nanoTime();
    String frame = connect(wish);
    long nanos = System.nanoTime() - begun;
    if (!frame.contains("\"fromFrame\":" + (Math.max(0, newest - MISSED_FRAMES) + 1) + ",")) {
      throw new IllegalStateException("not what was missed");
    }
    take(frame);
    return nanos;
  }

  private void take(String frame) {
    Matcher matcher = FRAME.matcher(frame);
    if (!matcher.find()) {
      throw new IllegalStateException("no frame");
    }
    epoch = matcher.group(1);
    newest = Long.parseLong(matcher.group(2));
  }

  /** Connects, waits for the first frame, and leaves. */
  private String connect(String query) throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .subprotocols(Rival.FRAMES.subProtocol())
            .buildAsync(
                URI.create("ws://127.0.0.1:" + port + Rival.FRAMES.path() + query),
                new FirstFrame(first))
            .get(10, TimeUnit.SECONDS);
    String frame = first.get(10, TimeUnit.SECONDS);
    socket.abort();
    return frame;
  }

  /** Joins a message's parts until one is a frame. */
  private static final class FirstFrame implements WebSocket.Listener {

    private final CompletableFuture<String> first;
    private final StringBuilder text = new StringBuilder();

    FirstFrame(CompletableFuture<String> first) {
      this.first = first;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        if (FRAME.matcher(text).find()) {
          first.complete(text.toString());
        }
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
