package io.wirthforge.verticles;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Verticles that keep step with the frames: deployed as one, on one event loop, so that a tick and
 * all that is computed for it wake one thread.
 */
final class InStep implements Deployable {

  private final Deque<Deployable> members = new ArrayDeque<>();
  private Context home;

  @Override
  public Future<?> deploy(Context context) {
    home = context;
    return Future.succeededFuture();
  }

  /** Starts one more. On any thread, after this was deployed. */
  Future<Void> add(Deployable verticle) {
    Promise<Void> started = Promise.promise();
    home.runOnContext(
        go ->
            start(verticle)
                .onSuccess(done -> members.push(verticle))
                .<Void>mapEmpty()
                .onComplete(started));
    return started.future();
  }

  private Future<?> start(Deployable verticle) {
    try {
      return verticle.deploy(home);
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  /** Stops all, the last that came first. */
  @Override
  public Future<?> undeploy(Context context) {
    Future<?> stopped = Future.succeededFuture();
    while (!members.isEmpty()) {
      Deployable next = members.pop();
      stopped = stopped.eventually(() -> stop(next, context));
    }
    return stopped;
  }

  private static Future<?> stop(Deployable verticle, Context context) {
    try {
      return verticle.undeploy(context);
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
