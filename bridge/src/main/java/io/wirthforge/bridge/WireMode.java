package io.wirthforge.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How events travel to a client: one a message, or a frame a message. */
public enum WireMode {
  /** One text message is one event; what any WF-TECH-003 v1.0.0 client understands. */
  EVENTS("wirthforge.v1"),
  /** One text message is one frame; with acknowledgements, resume and filters. */
  FRAMES("wirthforge.frames.v1");

  /** What a sub-protocol that carries an access token begins with. */
  static final String TOKEN_PREFIX = "wirthforge.token.";

  private final String subProtocol;

  WireMode(String subProtocol) {
    this.subProtocol = subProtocol;
  }

  /** The name in {@code Sec-WebSocket-Protocol}. */
  public String subProtocol() {
    return subProtocol;
  }

  /** All names, for {@code HttpServerOptions.setWebSocketSubProtocols}. */
  public static List<String> subProtocols() {
    return List.of(FRAMES.subProtocol, EVENTS.subProtocol);
  }

  /**
   * The mode of the first name that is known.
   *
   * @param offered the names in the order the client prefers them; those that carry a token count
   *     for nothing
   * @return {@link #EVENTS} if no name is offered, null if none of those offered is known
   */
  static @Nullable WireMode negotiate(List<String> offered) {
    boolean anyOffered = false;
    for (String name : offered) {
      for (WireMode mode : values()) {
        if (mode.subProtocol.equals(name)) {
          return mode;
        }
      }
      anyOffered |= !name.startsWith(TOKEN_PREFIX);
    }
    return anyOffered ? null : EVENTS;
  }
}
