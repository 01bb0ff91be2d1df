package io.wirthforge.bridge;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory of the class path, served to browsers, each read once.
 *
 * <p>Vert.x's own handler unpacks a jar for the first of them, and looks long for one that does not
 * exist, on a thread that all files share.
 */
public final class ClasspathFiles implements Handler<RoutingContext> {

  private static final Pattern FILE = Pattern.compile("(/[\\w-]+(\\.[\\w-]+)*)+");
  private static final int MAX_PATH = 128;
  private static final int TAG_LENGTH = 16;

  /** By the end of a file's name; nothing else is served. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=UTF-8",
          "css", "text/css; charset=UTF-8",
          "js", "text/javascript; charset=UTF-8",
          "ts", "text/plain; charset=UTF-8",
          "txt", "text/plain; charset=UTF-8",
          "json", "application/json",
          "map", "application/json",
          "svg", "image/svg+xml");

  private record Served(Buffer content, String type, String tag) {}

  private final String directory;
  private final String index;
  private final Map<String, Served> files = new ConcurrentHashMap<>();

  private ClasspathFiles(String directory, String index) {
    this.directory = directory;
    this.index = index;
  }

  /**
   * A handler that serves the files of a directory, and passes on what is none of them.
   *
   * @param directory as in {@code io/wirthforge/bridge/client}
   * @param index the file's name that the directory itself stands for
   */
  public static ClasspathFiles of(String directory, String index) {
    return new ClasspathFiles(directory, index);
  }

  @Override
  public void handle(RoutingContext ctx) {
    String path = path(ctx);
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    HttpMethod method = ctx.request().method();
    if (type == null || method != HttpMethod.GET && method != HttpMethod.HEAD) {
      ctx.next();
      return;
    }
    Served known = files.get(path);
    if (known != null) {
      send(ctx, known);
    } else if (isThere(path)) {
      ctx.vertx()
          .executeBlocking(() -> files.computeIfAbsent(path, first -> read(first, type)), false)
          .onSuccess(file -> send(ctx, file))
          .onFailure(ctx::fail);
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

  private Served read(String path, String type) {
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(directory + path)) {
      if (in == null) {
        throw new FileNotFoundException(path);
      }
      byte[] content = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      String tag = '"' + HexFormat.of().formatHex(hash).substring(0, TAG_LENGTH) + '"';
      return new Served(Buffer.buffer(content), type, tag);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a file of the class path can't be read", e);
    }
  }

  private static void send(RoutingContext ctx, Served file) {
    HttpServerResponse response = ctx.response();
    response.putHeader("ETag", file.tag());
    if (!response.headers().contains("Cache-Control")) {
      response.putHeader("Cache-Control", "no-cache"); // Kept, and asked for each time.
    }
    if (isKept(ctx.request().getHeader("If-None-Match"), file.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", file.type());
    if (ctx.request().method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Integer.toString(file.content().length())).end();
    } else {
      response.end(file.content());
    }
  }

  private static boolean isKept(@Nullable String kept, String tag) {
    return kept != null && (kept.equals("*") || kept.contains(tag));
  }
}
