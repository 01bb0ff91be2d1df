package io.wirthforge.verticles;

import io.vertx.core.Deployable;

/** What the launcher deploys: the application, or what stands in for it. */
interface MainVerticle extends Deployable {

  /** Everything is about to stop; on any thread. */
  void stopping();
}
