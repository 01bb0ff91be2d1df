package io.wirthforge.bridge;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The files of the browser client, from the class path. */
final class ClientFiles {

  private ClientFiles() {}

  static Handler<RoutingContext> handler() {
    // A path that no working directory has: files there would be served instead.
    return StaticHandler.create("io/wirthforge/bridge/client")
        .setIndexPage("wirthforge.js")
        .setIncludeHidden(false)
        .setDirectoryListing(false)
        .setCachingEnabled(true)
        .setCacheEntryTimeout(Long.MAX_VALUE)
        .setMaxAgeSeconds(0)
        .setDefaultContentEncoding("UTF-8");
  }
}
