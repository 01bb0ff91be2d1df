package io.wirthforge.verticles.http;

import io.vertx.ext.web.RoutingContext;

/** The headers on every answer: nothing is stored, and a page of ours can do only what it must. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static void put(RoutingContext ctx) {
    // The Host passed the gate: it is ours to the letter.
    String host = ctx.request().getHeader("Host");
    ctx.response()
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self' ws://"
                + host
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    ctx.next();
  }
}
