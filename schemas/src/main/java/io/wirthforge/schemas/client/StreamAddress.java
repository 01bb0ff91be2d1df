package io.wirthforge.schemas.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream is: what a person writes as {@code ws://host:port/ws}, or pastes as the URL of the
 * page.
 *
 * @param secure whether through TLS
 * @param host a name or a literal address, without brackets
 * @param port the port
 * @param path the path of the WebSocket
 * @param token what lets one in, or null; never part of {@link #toString}
 */
public record StreamAddress(
    boolean secure, String host, int port, String path, @Nullable String token) {

  private static final String TOKEN = "token=";

  /**
   * The address that a text tells.
   *
   * @param url {@code ws}, {@code wss}, {@code http} or {@code https}; without a path, {@code /ws};
   *     a {@code token} in its query is taken
   * @throws IllegalArgumentException with words for people where it is none
   */
  public static StreamAddress of(String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("that is no URL; write ws://127.0.0.1:8145/ws");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("wss") || scheme.equals("https");
    if (!secure && !scheme.equals("ws") && !scheme.equals("http") || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the URL must be ws://host:port/path, as in ws://127.0.0.1:8145/ws");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    if (port == 0 || port > 65_535) {
      throw new IllegalArgumentException("there is no port " + port);
    }
    String path = uri.getRawPath();
    return new StreamAddress(
        secure,
        uri.getHost().replaceAll("[\\[\\]]", ""),
        port,
        path == null || path.isEmpty() || path.equals("/") ? "/ws" : path,
        tokenIn(uri.getRawQuery()));
  }

  private static @Nullable String tokenIn(@Nullable String query) {
    for (String pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith(TOKEN) && pair.length() > TOKEN.length()) {
        return pair.substring(TOKEN.length());
      }
    }
    return null;
  }

  /** The same place with a token, unless that is null. */
  public StreamAddress withToken(@Nullable String other) {
    return other == null ? this : new StreamAddress(secure, host, port, path, other);
  }

  /** Host and port as HTTP writes them. */
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** A URL of the same server. */
  public URI http(String otherPath) {
    return URI.create((secure ? "https://" : "http://") + authority() + otherPath);
  }

  @Override
  public String toString() {
    return (secure ? "wss://" : "ws://") + authority() + path;
  }
}
