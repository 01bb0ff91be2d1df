package io.wirthforge.bridge;

import io.wirthforge.schemas.ClientMessage;
import io.wirthforge.schemas.ClientMessages;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client sends: counted, understood or complained about, and handed to its link. */
final class ClientInbox implements SocketListener {

  /** How many messages a client may send in a second. */
  static final int MAX_MESSAGES_PER_SECOND = 100;

  private final ClientLink link;
  private final Set<String> channels;
  private final Permission permission;
  private final RateLimit rate;

  ClientInbox(ClientLink link, Set<String> channels, Permission permission, long nowNanos) {
    this.link = link;
    this.channels = channels;
    this.permission = permission;
    this.rate = new RateLimit(MAX_MESSAGES_PER_SECOND, nowNanos);
  }

  @Override
  public void text(String text, long nowNanos) {
    if (!admit(nowNanos)) {
      return;
    }
    ClientMessages.Parsed parsed = ClientMessages.parse(text);
    if (parsed instanceof ClientMessage message) {
      handle(message, nowNanos);
    } else if (parsed instanceof ClientMessages.Unsupported unsupported) {
      link.complain(unsupported.reason(), nowNanos);
    }
  }

  @Override
  public void binary(byte[] data, long nowNanos) {
    if (admit(nowNanos)) {
      link.complain("binary messages have no meaning here", nowNanos);
    }
  }

  @Override
  public void pingOrPiece(long nowNanos) {
    admit(nowNanos); // Both cost as much as a message.
  }

  @Override
  public void pong(@Nullable Long frameNumber, long nowNanos) {
    if (admit(nowNanos) && frameNumber != null) {
      link.pong(frameNumber);
    }
  }

  @Override
  public void broken(CloseReason reason) {
    link.close(reason);
  }

  private boolean admit(long nowNanos) {
    link.session().heard();
    if (rate.allows(nowNanos)) {
      return true;
    }
    link.close(CloseReason.RATE_LIMITED);
    return false;
  }

  private void handle(ClientMessage message, long nowNanos) {
    if (message instanceof ClientMessage.HeartbeatResponse response) {
      link.heartbeatAnswered(response.sequence(), nowNanos);
    } else if (message instanceof ClientMessage.Ack ack) {
      link.acknowledged(ack.frameNumber(), nowNanos);
    } else if (message instanceof ClientMessage.SetRate setRate) {
      link.session().pace().maxFrameRate(setRate.maxFrameRate());
      link.paceChanged();
    } else if (message instanceof ClientMessage.Visibility visibility) {
      link.session().pace().hidden(visibility.hidden());
      link.paceChanged();
    } else if (message instanceof ClientMessage.Subscribe subscribe) {
      subscribe(subscribe, nowNanos);
    }
  }

  private void subscribe(ClientMessage.Subscribe subscribe, long nowNanos) {
    if (!channels.containsAll(subscribe.channels())) {
      link.complain("subscribe names a channel that does not exist", nowNanos);
      return;
    }
    List<String> models = subscribe.models();
    ClientFilter wanted =
        new ClientFilter(
            new HashSet<>(subscribe.channels()), models == null ? null : new HashSet<>(models));
    if (permission.covers(wanted.channels(), wanted.models())) {
      link.filter(permission.within(wanted));
    } else {
      link.complain(
          OwnEvents.NOT_PERMITTED,
          "subscribe names a channel or model that this connection may not see",
          nowNanos);
    }
  }
}
