package io.wirthforge.verticles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wirthforge.schemas.client.Incoming;
import io.wirthforge.schemas.client.StreamAddress;
import io.wirthforge.schemas.client.Upgrade;
import io.wirthforge.schemas.client.WireSocket;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A client that follows a stream until it was told enough: in frames mode where the server has it,
 * so that after a break it goes on where it was, else in events mode.
 */
final class TailStream {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Set<Integer> FINAL_CODES = Set.of(1000, 1002, 1008, 1009, 4000, 4001);
  private static final long LOOK_MS = 100;
  private static final long GREETING_NANOS = 5_000_000_000L;
  private static final long FIRST_BACKOFF_MS = 250;
  private static final long MAX_BACKOFF_MS = 16_000;
  private static final int FRAMES_PER_ACK = 5;

  private final StreamAddress address;
  private final List<String> channels;
  private final TailView view;
  private final TailLimit limit;
  private final Consumer<String> news;
  private boolean greeted;
  private String epoch = "";
  private long position = -1;
  private int unconfirmed;
  private int framesPerAck = FRAMES_PER_ACK;

  /**
   * A client that is not connected.
   *
   * @param channels which channels to ask for; all where there are none
   * @param news is told when the connection breaks and comes back
   */
  TailStream(
      StreamAddress address,
      List<String> channels,
      TailView view,
      TailLimit limit,
      Consumer<String> news) {
    this.address = address;
    this.channels = channels;
    this.view = view;
    this.limit = limit;
    this.news = news;
  }

  /**
   * Follows the stream to the limit, over however many connections.
   *
   * @throws IOException where there is no stream to begin with, or the server wants no more of us
   */
  void follow() throws IOException {
    long backoffMs = FIRST_BACKOFF_MS;
    boolean everGreeted = false;
    while (!limit.isReached()) {
      greeted = false;
      String broken;
      try (WireSocket socket = WireSocket.open(upgrade())) {
        broken = read(socket);
      } catch (IOException e) {
        if (!everGreeted || e instanceof ClosedForGoodException) {
          throw e;
        }
        broken = StreamFailure.wordsFor(e);
      }
      everGreeted |= greeted;
      backoffMs = greeted ? FIRST_BACKOFF_MS : Math.min(backoffMs * 2, MAX_BACKOFF_MS);
      if (!limit.isReached()) {
        if (!everGreeted) {
          throw new IOException(broken + "; is that a WIRTHFORGE server?");
        }
        news.accept("%s; trying again in %s s".formatted(broken, backoffMs / 1e3));
        limit.pause(backoffMs);
      }
    }
  }

  /** Reads one connection to its end; returns how it ended. */
  private String read(WireSocket socket) throws IOException {
    long greetBy = System.nanoTime() + GREETING_NANOS;
    while (!limit.isReached()) {
      Incoming incoming = socket.next(LOOK_MS);
      view.time(System.nanoTime());
      if (incoming == null) {
        if (!greeted && System.nanoTime() - greetBy > 0) {
          return "it let us in and said nothing";
        }
      } else if (incoming.kind() == Incoming.Kind.TEXT) {
        view.message(incoming.bytes());
        if (!take(socket, incoming.text())) {
          return "what it says is not this protocol";
        }
      } else if (incoming.kind() == Incoming.Kind.CLOSE) {
        return closed(incoming.code());
      } else if (incoming.kind() != Incoming.Kind.PONG) {
        return "the connection broke";
      }
    }
    return "";
  }

  private static String closed(int code) throws IOException {
    if (FINAL_CODES.contains(code)) {
      throw new ClosedForGoodException(code);
    }
    return "the server closed with " + code;
  }

  private boolean take(WireSocket socket, String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return false;
    }
    switch (message.path("type").asText()) {
      case "welcome" -> welcome(message);
      case "frame" -> frame(socket, message);
      case "startup_complete" -> {
        greeted = true;
        event(socket, message);
      }
      default -> {
        if (greeted) {
          event(socket, message);
        }
      }
    }
    return greeted;
  }

  private void welcome(JsonNode welcome) {
    greeted = true;
    epoch = welcome.path("epoch").asText();
    unconfirmed = 0;
    framesPerAck = Math.max(1, Math.min(FRAMES_PER_ACK, welcome.path("ackWindow").asInt() / 3));
  }

  private void frame(WireSocket socket, JsonNode frame) {
    if (frame.path("reset").asBoolean()) {
      view.reset();
    }
    for (JsonNode event : frame.path("events")) {
      event(socket, event);
    }
    position = frame.path("frameNumber").asLong();
    if (++unconfirmed >= framesPerAck) {
      unconfirmed = 0;
      socket.sendText("{\"type\":\"ack\",\"frameNumber\":" + position + "}");
    }
  }

  private void event(WireSocket socket, JsonNode event) {
    if (event.path("type").asText().equals("heartbeat")) {
      long sequence = event.path("payload").path("sequence").asLong();
      socket.sendText("{\"type\":\"heartbeat_response\",\"sequence\":" + sequence + "}");
    }
    if (limit.takesOneMore()) {
      view.event(event);
    }
  }

  private Upgrade upgrade() {
    StringBuilder query = new StringBuilder();
    if (!channels.isEmpty()) {
      query.append("channels=").append(String.join(",", channels));
    }
    if (position >= 0) {
      query.append(query.isEmpty() ? "" : "&").append("resume=" + epoch + ":" + position);
    }
    return Upgrade.to(address, "wirthforge.frames.v1", "wirthforge.v1").withQuery(query.toString());
  }

  /** The server wants this client to stay away. */
  static final class ClosedForGoodException extends IOException {

    private static final long serialVersionUID = 1L;

    ClosedForGoodException(int code) {
      super(
          "the server closed with "
              + code
              + (code == 4000
                  ? ": it knows no such --channel"
                  : ", which tells a client to stay away"));
    }
  }
}
