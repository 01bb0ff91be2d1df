package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.shareddata.Shareable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A secret of 256 bits, made at the start, that lets its holder in. Never in a log. */
public final class AccessToken implements Shareable {

  private static final int BYTES = 32;
  private static final String BEARER = "Bearer ";
  private static final String COOKIE = "wirthforge-token-";

  private final String value;

  private AccessToken(String value) {
    this.value = value;
  }

  /** A new secret. */
  public static AccessToken create() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The secret that all bridges share which were deployed by name under one root. */
  public static AccessToken of(Vertx vertx, String root) {
    return vertx
        .sharedData()
        .<String, AccessToken>getLocalMap("wirthforge.tokens")
        .computeIfAbsent(root, first -> create());
  }

  /** The secret, for the one URL that is printed. */
  public String value() {
    return value;
  }

  /** Whether a request bears the secret, in a header, a sub-protocol or the cookie. */
  boolean isBorneBy(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith(BEARER)) {
      return matches(authorization.substring(BEARER.length()));
    }
    for (String protocol : UpgradeRequest.offeredProtocols(request)) {
      if (protocol.startsWith(WireMode.TOKEN_PREFIX)) {
        return matches(protocol.substring(WireMode.TOKEN_PREFIX.length()));
      }
    }
    Cookie cookie = request.getCookie(cookieName(request));
    return cookie != null && matches(cookie.getValue());
  }

  /** The cookie to set for a request whose query bears the secret; null if it does not. */
  @Nullable String cookieFor(HttpServerRequest request) {
    String offered = request.getParam("token");
    return offered != null && matches(offered)
        ? cookieName(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict"
        : null;
  }

  /** Cookies know no ports: each server of a host needs a name of its own. */
  private static String cookieName(HttpServerRequest request) {
    return COOKIE + request.localAddress().port();
  }

  /** Compares in constant time. */
  boolean matches(String offered) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
