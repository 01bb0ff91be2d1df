package io.wirthforge.verticles.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client in events mode that notes number and age of each {@code energy_update}. */
final class StreamProbe implements WebSocket.Listener, AutoCloseable {

  private static final Pattern FRAME =
      Pattern.compile("\"energy_update\".*?\"timestamp\":(\\d+),\"frameNumber\":(\\d+)");
  private static final int MOST = 1 << 16;

  private final StringBuilder message = new StringBuilder();
  private final CountDownLatch first = new CountDownLatch(1);
  private final long[] frameNumbers = new long[MOST];
  private final long[] nanos = new long[MOST];
  private final double[] agesMs = new double[MOST];
  private volatile int count;
  private int from;
  private int to;
  private WebSocket socket;

  static StreamProbe connect(HttpClient http, int port) {
    StreamProbe probe = new StreamProbe();
    probe.socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), probe)
            .join();
    return probe;
  }

  void awaitFirst() throws InterruptedException {
    if (!first.await(5, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no energy_update within 5 s");
    }
  }

  void measure(int seconds) throws InterruptedException {
    begin();
    TimeUnit.SECONDS.sleep(seconds);
    end();
  }

  /** What comes from now on is measured. */
  void begin() {
    from = count;
  }

  /** What comes from now on is not measured. */
  void end() {
    to = count;
  }

  /** Frames over the time between the first and the last. */
  double hertz() {
    return (to - from - 1) * 1e9 / (nanos[to - 1] - nanos[from]);
  }

  int frames() {
    return to - from;
  }

  /** Frame numbers that did not come. */
  long skipped() {
    return frameNumbers[to - 1] - frameNumbers[from] + 1 - frames();
  }

  /** A percentile of the time from the tick to the client's handler, in whole milliseconds. */
  double ageMs(double percentile) {
    double[] sorted = Arrays.copyOfRange(agesMs, from, to);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * percentile / 100)];
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      note(message);
      message.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private boolean isNew(long frameNumber, int next) {
    return next == 0 || frameNumbers[next - 1] != frameNumber;
  }

  private void note(CharSequence text) {
    Matcher frame = FRAME.matcher(text);
    int next = count;
    // A frame has one of each model.
    if (next < MOST && frame.find() && isNew(Long.parseLong(frame.group(2)), next)) {
      nanos[next] = System.nanoTime();
      agesMs[next] = System.currentTimeMillis() - Long.parseLong(frame.group(1));
      frameNumbers[next] = Long.parseLong(frame.group(2));
      count = next + 1;
      first.countDown();
    }
  }
}
