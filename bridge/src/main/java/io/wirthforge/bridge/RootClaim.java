package io.wirthforge.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import org.jspecify.annotations.Nullable;

/** The right to publish frames under a root, which one of a Vert.x has at a time. */
final class RootClaim {

  private final LocalMap<String, Boolean> roots;
  private final String root;

  private RootClaim(LocalMap<String, Boolean> roots, String root) {
    this.roots = roots;
    this.root = root;
  }

  /** The right, or null where another has it. */
  static @Nullable RootClaim of(Vertx vertx, String root) {
    LocalMap<String, Boolean> roots = vertx.sharedData().getLocalMap("wirthforge.roots");
    return roots.putIfAbsent(root, true) == null ? new RootClaim(roots, root) : null;
  }

  /** What who comes second is told. */
  static Future<?> taken(String root) {
    return Future.failedFuture("frames already run under \"" + root + "\": choose another root");
  }

  void release() {
    roots.remove(root);
  }
}
