package io.wirthforge.verticles.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The files of the page, from the class path. */
final class PageFiles {

  private PageFiles() {}

  static Handler<RoutingContext> handler() {
    return StaticHandler.create("io/wirthforge/verticles/web")
        .setIndexPage("index.html")
        .setIncludeHidden(false)
        .setDirectoryListing(false)
        .setCachingEnabled(true)
        .setCacheEntryTimeout(Long.MAX_VALUE)
        .setMaxAgeSeconds(0)
        .setDefaultContentEncoding("UTF-8");
  }
}
