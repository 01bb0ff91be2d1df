package io.wirthforge.verticles.model.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection of a double: reads requests, plays scripts, notes when the other end leaves. */
final class WirePeer {

  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx;
  private final WireDouble owner;
  private final NetSocket socket;
  private Buffer held = Buffer.buffer();
  private boolean isWriting;
  private boolean isClosed;

  WirePeer(Vertx vertx, WireDouble owner, NetSocket socket) {
    this.vertx = vertx;
    this.owner = owner;
    this.socket = socket;
  }

  void begin() {
    socket.exceptionHandler(reset -> socket.close());
    socket.closeHandler(
        closed -> {
          isClosed = true;
          if (isWriting) {
            written();
            owner.textClosed();
          }
        });
    socket.handler(
        bytes -> {
          held.appendBuffer(bytes);
          take();
        });
  }

  private void take() {
    int end = held.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    if (end < 0) {
      return;
    }
    String head = held.getString(0, end, "US-ASCII");
    int from = end + HEAD_END.length;
    int to = from + lengthOf(head);
    if (held.length() >= to) {
      WireDouble.Request request = new WireDouble.Request(head, held.getString(from, to));
      held = held.getBuffer(to, held.length());
      answer(request);
    }
  }

  private static int lengthOf(String head) {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    return 0;
  }

  private void answer(WireDouble.Request request) {
    if (request.line().startsWith("POST")) {
      owner.texts.add(request);
      if (owner.hangsUp()) {
        socket.close();
      } else {
        play(owner.next());
      }
      return;
    }
    owner.looks.add(request);
    JsonObject found = owner.look(request.line().substring("GET ".length()));
    if (owner.isLoading()) {
      JsonObject error = new JsonObject().put("code", 503).put("message", "Loading model");
      whole(503, new JsonObject().put("error", error));
    } else {
      whole(found == null ? 404 : 200, found == null ? new JsonObject() : found);
    }
  }

  private void whole(int status, JsonObject body) {
    Buffer bytes = body.toBuffer();
    socket.write(
        head(status, "application/json") + "Content-Length: " + bytes.length() + "\r\n\r\n" + body);
  }

  private static String head(int status, String type) {
    return "HTTP/1.1 " + status + " Such\r\nContent-Type: " + type + "\r\n";
  }

  private void play(@Nullable WireScript script) {
    if (script == null) {
      socket.close();
      return;
    }
    isWriting = true;
    owner.writing.incrementAndGet();
    socket.write(head(script.status(), script.type()) + "Transfer-Encoding: chunked\r\n\r\n");
    step(script, 0);
  }

  private void step(WireScript script, int at) {
    if (isClosed || at >= script.steps().size()) {
      return;
    }
    WireScript.Step step = script.steps().get(at);
    switch (step.verb()) {
      case "send" -> chunk(step.bytes());
      case "bytewise" -> bytewise(step.bytes());
      case "end" -> over();
      case "end-close" -> over().onComplete(done -> socket.close());
      case "close" -> {
        written();
        socket.close();
      }
      case "wait" -> {
        vertx.setTimer(Long.parseLong(step.argument()), due -> step(script, at + 1));
        return;
      }
      default -> { // hold
      }
    }
    step(script, at + 1);
  }

  private void chunk(Buffer bytes) {
    Buffer chunk = Buffer.buffer(Integer.toHexString(bytes.length()) + "\r\n");
    socket.write(chunk.appendBuffer(bytes).appendString("\r\n"));
  }

  private void bytewise(Buffer bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      chunk(bytes.getBuffer(i, i + 1));
    }
  }

  private Future<Void> over() {
    return socket.write("0\r\n\r\n").onComplete(done -> written());
  }

  private void written() {
    if (isWriting) {
      isWriting = false;
      owner.writing.decrementAndGet();
    }
  }
}
