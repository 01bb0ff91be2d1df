package io.wirthforge.verticles.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for Ollama that writes at a pace: a model named {@code pace-n-m} writes n tokens per
 * second, m in all. A thread per connection, and one more that sees it close.
 */
final class PacedServer implements AutoCloseable {

  private static final Pattern MODEL = Pattern.compile("\"model\":\"pace-(\\d+)-(\\d+)");
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final String RECORD =
      "{\"model\":\"pace\",\"response\":\" token\",\"done\":false,\"logprobs\":[{\"token\":\" token\","
          + "\"logprob\":-0.3,\"top_logprobs\":[{\"token\":\" token\",\"logprob\":-0.3},"
          + "{\"token\":\" other\",\"logprob\":-2.1}]}]}\n";

  private final ServerSocket server;
  private final String models;
  private final BlockingQueue<Long> closes = new LinkedBlockingQueue<>();

  PacedServer(String... models) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    this.models = "{\"models\":[{\"name\":\"" + String.join("\"},{\"name\":\"", models) + "\"}]}";
    thread(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** When the next connection closed on which a text was being written. */
  long nextCloseNanos() throws InterruptedException {
    Long nanos = closes.poll(10, TimeUnit.SECONDS);
    return nanos == null ? Long.MAX_VALUE : nanos;
  }

  private static void thread(Runnable run) {
    Thread thread = new Thread(run);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        thread(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int length = 0;
        for (String head = in.readLine(); head != null && !head.isEmpty(); head = in.readLine()) {
          if (head.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(head.substring(15).strip());
          }
        }
        char[] body = new char[length];
        for (int at = 0; at < length; ) {
          at += Math.max(0, in.read(body, at, length - at));
        }
        if (line.startsWith("POST")) {
          write(in, out, new String(body));
          return;
        }
        String answer = line.contains("/api/tags") ? models : "{\"version\":\"0.33.0\"}";
        out.write(
            bytes("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer));
      }
    } catch (IOException gone) {
      // The other end left, which was noted.
    }
  }

  private void write(BufferedReader in, OutputStream out, String body) throws IOException {
    Matcher model = MODEL.matcher(body);
    if (!model.find()) {
      throw new IOException("no pace in the model's name");
    }
    int perSecond = Integer.parseInt(model.group(1));
    int tokens = Integer.parseInt(model.group(2));
    AtomicBoolean isOver = new AtomicBoolean();
    thread(() -> noteClose(in, isOver));
    out.write(bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
    long start = System.nanoTime();
    for (int i = 0; i < tokens; i++) {
      long due = start + i * SECOND_NANOS / perSecond;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      out.write(bytes(RECORD));
    }
    isOver.set(true);
    out.write(
        bytes(
            "{\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":"
                + tokens
                + "}\n"));
  }

  private void noteClose(BufferedReader in, AtomicBoolean isOver) {
    try {
      while (in.read() >= 0) {
        // Nothing more is asked for.
      }
    } catch (IOException reset) {
      // Closed as well.
    }
    if (!isOver.get()) {
      closes.add(System.nanoTime());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
