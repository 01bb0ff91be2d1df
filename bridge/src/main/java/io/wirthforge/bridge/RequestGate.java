package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one gate before every route and every upgrade: is this request meant for us, from a page of
 * ours, by somebody who may?
 *
 * <p>A loopback address keeps no web page out: any page can open a WebSocket to it, and a name that
 * was rebound reaches the rest. So the Host must be ours to the letter, an Origin ours or a
 * configured one, and the peer has to show who it is. Belongs to one event loop.
 */
final class RequestGate {

  /** Why a request was refused; for the meter alone. */
  enum Refusal {
    HEADERS,
    HOST,
    ORIGIN,
    IDENTITY
  }

  /** More than any browser sends, and all proxies on its way. */
  static final int MAX_HEADERS = 100;

  private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::");
  private static final Set<String> PROXY_HEADERS =
      Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Vertx vertx;
  private final FrameBridgeOptions options;
  private final AccessToken token;
  private final Map<HttpConnection, Future<Boolean>> sameUser = new WeakHashMap<>();

  RequestGate(Vertx vertx, FrameBridgeOptions options, AccessToken token) {
    this.vertx = vertx;
    this.options = options;
    this.token = token;
  }

  /** The reason to refuse a request; null to let it pass. */
  Future<@Nullable Refusal> check(HttpServerRequest request) {
    if (hasTooMany(request.headers())) {
      return Future.succeededFuture(Refusal.HEADERS);
    }
    if (!isOurHost(request)) {
      return Future.succeededFuture(Refusal.HOST);
    }
    if (!isAllowedOrigin(request)) {
      return Future.succeededFuture(Refusal.ORIGIN);
    }
    return isKnown(request).map(known -> known ? null : Refusal.IDENTITY);
  }

  private static boolean hasTooMany(MultiMap headers) {
    int count = 0;
    for (var header : headers) { // Its size would count a name once.
      count++;
    }
    return count > MAX_HEADERS;
  }

  private boolean isOurHost(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll("Host");
    return hosts.size() == 1
        && (options.allowedHosts().contains(hosts.get(0)) || isOwnAuthority(hosts.get(0), request));
  }

  private boolean isAllowedOrigin(HttpServerRequest request) {
    List<String> origins = request.headers().getAll("Origin");
    if (origins.isEmpty()) {
      return !isEmbedded(request); // Not a page, or one that only shows; identity decides.
    }
    String origin = origins.get(0);
    return origins.size() == 1
        && (options.allowedOrigins().contains(origin) || isOwnOrigin(origin, request));
  }

  /**
   * Whether a browser fetches this for a page of another origin, as an image, a script or a frame,
   * for which it sends no Origin. Another page may link to ours, and no more.
   */
  private static boolean isEmbedded(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean isForeign = site != null && !site.equals("same-origin") && !site.equals("none");
    boolean isLink =
        "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
            && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    return isForeign && !isLink;
  }

  private boolean isOwnOrigin(String origin, HttpServerRequest request) {
    String scheme = request.isSSL() ? "https://" : "http://";
    return origin.startsWith(scheme) && isOwnAuthority(origin.substring(scheme.length()), request);
  }

  private boolean isOwnAuthority(String authority, HttpServerRequest request) {
    int port = request.localAddress().port();
    String suffix = ":" + port;
    boolean usualPort = port == (request.isSSL() ? HTTPS_PORT : HTTP_PORT);
    if (authority.endsWith(suffix)) {
      return isOwnName(authority.substring(0, authority.length() - suffix.length()), request);
    }
    return usualPort && isOwnName(authority, request);
  }

  /** Whether a name is ours; where every address is listened on, the one that was connected to. */
  private boolean isOwnName(String name, HttpServerRequest request) {
    if (LOOPBACK_NAMES.contains(name)) {
      return true;
    }
    String own =
        WILDCARDS.contains(options.host()) ? request.localAddress().hostAddress() : options.host();
    return own != null && name.equals(own.contains(":") ? "[" + own + "]" : own);
  }

  private Future<Boolean> isKnown(HttpServerRequest request) {
    return switch (options.auth()) {
      case NONE -> Future.succeededFuture(true);
      case TOKEN -> Future.succeededFuture(token.isBorneBy(request));
      case SAME_USER ->
          isProxied(request)
              ? Future.succeededFuture(false)
              : sameUser.computeIfAbsent(request.connection(), this::isSameUser);
    };
  }

  /** Whose process a proxy is says nothing of who is behind it. */
  private static boolean isProxied(HttpServerRequest request) {
    return PROXY_HEADERS.stream().anyMatch(request.headers()::contains);
  }

  private Future<Boolean> isSameUser(HttpConnection connection) {
    SocketAddress client = connection.remoteAddress();
    SocketAddress server = connection.localAddress();
    return vertx
        .executeBlocking(() -> isSameUser(inet(client), inet(server)), false)
        .otherwise(false);
  }

  private static boolean isSameUser(InetSocketAddress client, InetSocketAddress server)
      throws IOException {
    OptionalInt uid = PeerIdentity.uidOf(client, server);
    return uid.isPresent() && uid.getAsInt() == PeerIdentity.ownUid();
  }

  private static InetSocketAddress inet(SocketAddress address) {
    // Both ends of an accepted connection are literal addresses: nothing is looked up.
    return new InetSocketAddress(address.hostAddress(), address.port());
  }
}
