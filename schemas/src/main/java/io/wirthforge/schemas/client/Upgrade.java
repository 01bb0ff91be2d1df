package io.wirthforge.schemas.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to become a WebSocket.
 *
 * @param address where
 * @param query what the query asks for, without its question mark; may be empty
 * @param subProtocols what is offered, best first; may be empty
 * @param host what {@code Host} says
 * @param origin what {@code Origin} says; null for none
 */
public record Upgrade(
    StreamAddress address,
    String query,
    List<String> subProtocols,
    String host,
    @Nullable String origin) {

  public Upgrade {
    subProtocols = List.copyOf(subProtocols);
    if ((query + host + origin + address.token() + subProtocols).matches("(?s).*[\\r\\n].*")) {
      throw new IllegalArgumentException("a header can't hold a line break");
    }
  }

  /** A request for what an address has to offer. */
  public static Upgrade to(StreamAddress address, String... subProtocols) {
    return new Upgrade(address, "", List.of(subProtocols), address.authority(), null);
  }

  public Upgrade withQuery(String asked) {
    return new Upgrade(address, asked, subProtocols, host, origin);
  }

  public Upgrade withHost(String name) {
    return new Upgrade(address, query, subProtocols, name, origin);
  }

  public Upgrade withOrigin(@Nullable String from) {
    return new Upgrade(address, query, subProtocols, host, from);
  }

  /** The request as it is sent. */
  String text(String key) {
    StringBuilder text = new StringBuilder("GET ").append(address.path());
    if (!query.isEmpty()) {
      text.append('?').append(query);
    }
    text.append(" HTTP/1.1\r\nHost: ").append(host);
    text.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
    text.append("\r\nSec-WebSocket-Key: ").append(key);
    if (origin != null) {
      text.append("\r\nOrigin: ").append(origin);
    }
    if (address.token() != null) {
      text.append("\r\nAuthorization: Bearer ").append(address.token());
    }
    if (!subProtocols.isEmpty()) {
      text.append("\r\nSec-WebSocket-Protocol: ").append(String.join(", ", subProtocols));
    }
    return text.append("\r\n\r\n").toString();
  }
}
