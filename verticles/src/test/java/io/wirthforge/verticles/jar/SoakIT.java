package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty clients of all kinds, coming and going while texts are written, for as long as {@code
 * -Dwirthforge.soakMinutes} says. Every text that any of them hears to its end is compared.
 */
class SoakIT {

  private static final double MINUTES =
      Double.parseDouble(System.getProperty("wirthforge.soakMinutes", "0.07"));
  private static final int CLIENTS = 50;
  private static final int TEXTS_AT_ONCE = 3;
  private static final long SAMPLES = MINUTES < 1 ? 4 : 20;
  // A collection may leave as much; a leak of a kilobyte a second would be more in twenty minutes.
  private static final long HEAP_NOISE_KIB = 8192;
  private static final Pattern SKIPPED =
      Pattern.compile("wirthforge_frames_skipped_total(?:\\{.*})? ([0-9.E]+)");

  @TempDir Path directory;

  private final Random random = new Random(8145);
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong whole = new AtomicLong();
  private final AtomicLong lives = new AtomicLong();
  private final AtomicLong resumes = new AtomicLong();
  private final List<String> wrong = new ArrayList<>();
  private int port;

  /** What a client is like. */
  private enum Kind {
    CURRENT,
    EVENTS,
    SLOW,
    STALLED,
    FLAPPING,
    HIDDEN,
    RARE,
    HOSTILE
  }

  @Test
  void aLongDayWithClientsOfAllKindsLosesNoTextAndGrowsInNothing() throws Exception {
    port = FreePort.any();
    try (RunningJar jar = RunningJar.start(directory, "-conf", JarText.conf(port, directory))) {
      URI url = jar.awaitUrl();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Kind kind = Kind.values()[i % Kind.values().length];
        long seed = random.nextLong();
        threads.add(run(() -> liveAndTell(kind, new Random(seed))));
      }
      JarView meter = new JarView(JarText.RIGHT);
      JarClient listener = JarClient.join(port, true, meter);
      List<ProcessFigures> samples = write(jar, url, meter);
      over.set(true);
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).isFalse();
      }
      assertThat(listener.isOver()).isFalse();
      JarView.await("all but one to be gone", () -> clients(jar, url) <= 1);
      report(samples, meter, skipped(jar, url));
      assertThat(wrong.stream().limit(20)).isEmpty();
      assertThat(meter.wrong()).isEmpty();
      assertThat(whole.get()).isPositive();
      assertFlat(samples, jar.figures());
      jar.terminate();
      assertThat(listener.awaitClose()).isEqualTo(1001);
      assertThat(jar.err()).isEmpty();
    }
  }

  /** Keeps texts coming, and looks at the process from time to time. */
  private List<ProcessFigures> write(RunningJar jar, URI url, JarView meter) throws Exception {
    List<ProcessFigures> samples = new ArrayList<>();
    long lengthNanos = (long) (MINUTES * 60e9);
    long begun = System.nanoTime();
    long asked = 0;
    while (System.nanoTime() - begun < lengthNanos) {
      if (asked - meter.whole() < TEXTS_AT_ONCE) {
        JarText.prompt(jar, port);
        asked++;
      }
      if (System.nanoTime() - begun > samples.size() * lengthNanos / SAMPLES) {
        samples.add(jar.figures());
      }
      JarView.pass(20);
    }
    long all = asked;
    JarView.await("the last texts", () -> meter.whole() == all);
    samples.add(jar.figures());
    assertThat(jar.get(url, "/health/ready").statusCode()).isEqualTo(200);
    return samples;
  }

  private void assertFlat(List<ProcessFigures> samples, ProcessFigures last) {
    ProcessFigures middle = samples.get(samples.size() / 2);
    ProcessFigures end = samples.get(samples.size() - 1);
    assertThat(end.heapKib() - middle.heapKib()).as("heap").isLessThan(HEAP_NOISE_KIB);
    assertThat(end.threads()).as("threads").isLessThanOrEqualTo(middle.threads() + 4);
    assertThat(last.descriptors()).as("descriptors").isLessThan(end.descriptors() + 5);
  }

  private void report(List<ProcessFigures> samples, JarView meter, double skipped) {
    System.out.printf(
        "%s minutes, %d lives of %d clients, %d resumes, %d texts heard to their end by somebody,"
            + " %d written, %d wrong; %.0f frames skipped%n",
        MINUTES,
        lives.get(),
        CLIENTS,
        resumes.get(),
        whole.get(),
        meter.whole(),
        wrong.size(),
        skipped);
    samples.forEach(System.out::println);
  }

  private static int clients(RunningJar jar, URI url) {
    return (int)
        metric(jar, url, Pattern.compile("wirthforge_connections_active\\{.*} ([0-9.E]+)"));
  }

  private static double skipped(RunningJar jar, URI url) {
    return metric(jar, url, SKIPPED);
  }

  private static double metric(RunningJar jar, URI url, Pattern pattern) {
    try {
      Matcher found = pattern.matcher(jar.get(url, "/metrics").body());
      if (!found.find()) {
        throw new AssertionError("no " + pattern);
      }
      return Double.parseDouble(found.group(1));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void liveAndTell(Kind kind, Random own) {
    try {
      live(kind, own);
    } catch (RuntimeException | AssertionError e) {
      synchronized (wrong) {
        wrong.add(kind + " failed: " + e);
      }
    }
  }

  /** One client's day: connections, one after the other, until the end. */
  private void live(Kind kind, Random own) {
    JarView view = new JarView(JarText.RIGHT);
    // For good: what one mode told is not what a resume in the other goes on from.
    boolean inFrames = kind == Kind.FLAPPING || kind != Kind.EVENTS && own.nextBoolean();
    while (!over.get()) {
      lives.incrementAndGet();
      if (kind == Kind.HOSTILE) {
        misbehave(own);
      } else {
        liveOnce(kind, inFrames, own, view);
      }
    }
    whole.addAndGet(view.whole());
    resumes.addAndGet(view.resumes());
    synchronized (wrong) {
      view.wrong().forEach(each -> wrong.add(kind + ": " + each));
    }
  }

  private void liveOnce(Kind kind, boolean inFrames, Random own, JarView view) {
    String resume = inFrames ? view.resumeQuery() : "";
    String query = kind == Kind.RARE && resume.isEmpty() ? "?rate=5" : resume;
    int delayMs = kind == Kind.SLOW ? 25 : kind == Kind.STALLED ? JarClient.READS_NOTHING : 0;
    try {
      JarClient client = JarClient.connect(port, inFrames, query, view, delayMs).join();
      if (kind == Kind.HIDDEN) {
        client.say("{\"type\":\"visibility\",\"hidden\":true}");
      }
      stay(client, kind == Kind.FLAPPING ? 50 + own.nextInt(1000) : 500 + own.nextInt(20_000));
      if (kind == Kind.STALLED) {
        client.read();
        stay(client, 2000);
      }
      client.abort();
    } catch (CompletionException e) {
      JarView.pass(50); // All seats were taken.
    }
  }

  private void stay(JarClient client, long ms) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (!over.get() && !client.isOver() && System.nanoTime() - until < 0) {
      JarView.pass(20);
    }
  }

  private void misbehave(Random own) {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      String request =
          "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:"
              + port
              + "\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
      byte[] words = request.getBytes(StandardCharsets.ISO_8859_1);
      socket
          .getOutputStream()
          .write(words, 0, own.nextInt(3) == 0 ? own.nextInt(100) : words.length);
      byte[] garbage = new byte[own.nextInt(3000)];
      own.nextBytes(garbage);
      JarView.pass(own.nextInt(300));
      socket.getOutputStream().write(garbage);
      JarView.pass(own.nextInt(300));
      socket.setSoLinger(own.nextBoolean(), 0);
    } catch (IOException e) {
      JarView.pass(20); // It was sent away, and comes back.
    }
  }

  private static Thread run(Runnable life) {
    Thread thread = new Thread(life, "soaked client");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
