package io.wirthforge.bridge;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Fuzzing's way to what an upgrade request says: Host, Origin, sub-protocols and query. */
public final class UpgradeFuzz {

  private static final int PORT = 8145;
  private static final Set<String> OURS = Set.of("127.0.0.1:8145", "localhost:8145", "[::1]:8145");
  private static final Set<String> CHANNELS = Set.of("energy", "experience", "system");
  private static final RequestGate GATE =
      new RequestGate(
          Vertx.vertx(),
          new FrameBridgeOptions(new JsonObject().put("auth", "none")),
          AccessToken.create());

  private UpgradeFuzz() {}

  /** Lines: the query, then a header each, {@code Name:value}. */
  public static void fuzzerTestOneInput(byte[] data) {
    String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", -1);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.add(lines[i].substring(0, colon), lines[i].substring(colon + 1));
      }
    }
    query(lines[0]);
    gate(request(headers), headers);
  }

  private static void query(String text) {
    MultiMap query = MultiMap.caseInsensitiveMultiMap();
    try {
      new QueryStringDecoder("/ws?" + text).parameters().forEach((k, v) -> query.add(k, v));
    } catch (IllegalArgumentException e) {
      return; // Vert.x answers what can't be decoded with 400.
    }
    try {
      UpgradeRequest wish = UpgradeRequest.read(query, WireMode.FRAMES, CHANNELS);
      require(wish.maxFrameRate() >= 1 && wish.maxFrameRate() <= 60);
    } catch (UpgradeRequest.BadParameterException e) {
      require(e.reason().code() == 4000);
    }
  }

  private static void gate(HttpServerRequest request, MultiMap headers) {
    boolean passed = GATE.check(request).result() == null;
    boolean mayPass =
        headers.entries().size() <= RequestGate.MAX_HEADERS
            && headers.getAll("Host").size() == 1
            && OURS.contains(headers.get("Host"))
            && (headers.getAll("Origin").isEmpty() || isOwnOrigin(headers));
    boolean mayBeEmbedded = headers.contains("Sec-Fetch-Site");
    require(passed ? mayPass : !mayPass || mayBeEmbedded);
    WireMode.negotiate(UpgradeRequest.offeredProtocols(request));
    require(!AccessToken.create().isBorneBy(request));
  }

  private static boolean isOwnOrigin(MultiMap headers) {
    String origin = headers.get("Origin");
    return headers.getAll("Origin").size() == 1
        && origin.startsWith("http://")
        && OURS.contains(origin.substring("http://".length()));
  }

  private static HttpServerRequest request(MultiMap headers) {
    SocketAddress local = SocketAddress.inetSocketAddress(PORT, "127.0.0.1");
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            UpgradeFuzz.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "headers" -> headers;
                  case "getHeader" -> headers.get(arguments[0].toString());
                  case "localAddress" -> local;
                  case "isSSL" -> false;
                  case "getCookie" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("the gate and the rule differ");
    }
  }
}
