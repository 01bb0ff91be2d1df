package io.wirthforge.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a client says to the server. */
public sealed interface ClientMessage extends ClientMessages.Parsed {

  /**
   * The answer to a heartbeat.
   *
   * @param sequence the heartbeat's
   * @param clientTime when it was handled by the client's clock, in milliseconds since the epoch
   */
  record HeartbeatResponse(long sequence, @Nullable Long clientTime) implements ClientMessage {}

  /**
   * The wish to get these channels only.
   *
   * @param channels names of channels
   * @param models slugs of models, where only theirs are wanted; null for all
   */
  record Subscribe(List<String> channels, @Nullable List<String> models) implements ClientMessage {

    public Subscribe {
      channels = List.copyOf(channels);
      models = models == null ? null : List.copyOf(models);
    }
  }

  /**
   * The wish to get no more frames than these.
   *
   * @param maxFrameRate frames per second, 1 to 60
   */
  record SetRate(int maxFrameRate) implements ClientMessage {}

  /**
   * The confirmation that frames were handled.
   *
   * @param frameNumber the newest of them
   */
  record Ack(long frameNumber) implements ClientMessage {}

  /**
   * News of whether anybody looks.
   *
   * @param hidden whether the page is hidden
   */
  record Visibility(boolean hidden) implements ClientMessage {}
}
