package io.wirthforge.verticles.model.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The address of a model server.
 *
 * @param host a name or a literal, IPv6 without brackets
 * @param path without a slash at its end; empty for none
 */
public record ServerUrl(String host, int port, String path) {

  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
  private static final int HTTP_PORT = 80;
  private static final int MAX_PORT = 65_535;

  /**
   * Reads a URL.
   *
   * @param allowRemote whether it may name another machine
   * @throws IllegalArgumentException with words that follow the URL in a sentence
   */
  public static ServerUrl of(String url, boolean allowRemote) {
    URI uri = parse(url);
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("does not begin with http://");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw new IllegalArgumentException("names no host and port, as http://127.0.0.1:11434 does");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("has more than a host, a port and a path");
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    if (!allowRemote && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "is not on this machine; prompts go there only if \"model.allowRemote\" is true");
    }
    String path = uri.getRawPath().replaceAll("/+$", "");
    return new ServerUrl(host, uri.getPort() < 0 ? HTTP_PORT : uri.getPort(), path);
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no URL");
    }
  }

  /** By the letters alone: what a name stands for may change between a check and its use. */
  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || LOOPBACK_V4.matcher(host).matches();
  }

  /** The {@code Host} header. */
  String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return "http://" + authority() + path;
  }
}
