package io.wirthforge.bridge;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.regex.Pattern;

/**
 * The files of a directory of the class path, served to browsers.
 *
 * <p>Vert.x looks long for a file that does not exist, on a thread that all files share. So only
 * what is there gets to it; the class loader knows at once.
 */
public final class ClasspathFiles implements Handler<RoutingContext> {

  private static final Pattern FILE = Pattern.compile("(/[\\w-]+(\\.[\\w-]+)*)+");
  private static final int MAX_PATH = 128;

  private final String directory;
  private final String index;
  private final StaticHandler files;

  private ClasspathFiles(String directory, String index) {
    this.directory = directory;
    this.index = index;
    this.files =
        StaticHandler.create(directory)
            .setIndexPage(index)
            .setIncludeHidden(false)
            .setDirectoryListing(false)
            .setCachingEnabled(true)
            .setCacheEntryTimeout(Long.MAX_VALUE)
            .setMaxAgeSeconds(0)
            .setDefaultContentEncoding("UTF-8");
  }

  /**
   * A handler that serves the files of a directory, and passes on what is none of them.
   *
   * @param directory as in {@code io/wirthforge/bridge/client}; one that no working directory has,
   *     because files there would be served instead
   * @param index the file's name that the directory itself stands for
   */
  public static ClasspathFiles of(String directory, String index) {
    return new ClasspathFiles(directory, index);
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (isThere(path(ctx))) {
      files.handle(ctx);
    } else {
      ctx.next();
    }
  }

  /** What was asked for below the route, from its slash on. */
  private String path(RoutingContext ctx) {
    String rest = ctx.pathParam("*");
    String path = rest == null ? ctx.normalizedPath() : rest.startsWith("/") ? rest : "/" + rest;
    return path.equals("/") ? path + index : path;
  }

  private boolean isThere(String path) {
    return path.length() <= MAX_PATH
        && FILE.matcher(path).matches()
        && getClass().getClassLoader().getResource(directory + path) != null;
  }
}
