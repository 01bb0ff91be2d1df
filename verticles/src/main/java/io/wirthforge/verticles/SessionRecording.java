package io.wirthforge.verticles;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.FrameBridgeOptions;
import io.wirthforge.bridge.Recording;
import io.wirthforge.bridge.RecordingOptions;
import io.wirthforge.verticles.config.RecordConfig;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the session from its first frame on, where the configuration asks for it. */
final class SessionRecording {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.recording");

  private SessionRecording() {}

  /** Starts it, if it is asked for; it ends with the frames. */
  static Future<?> begin(
      Vertx vertx, RecordConfig config, FrameBridgeOptions bridge, AppMetrics metrics) {
    Path file = config.file();
    if (file == null) {
      return Future.succeededFuture();
    }
    JsonObject options = config.options().toJson().put("program", AppVersion.PROGRAM);
    return Recording.start(
            vertx, bridge.addresses(), file, new RecordingOptions(options), metrics.registry())
        .onSuccess(
            recording ->
                LOG.info(
                    "the session is recorded into {}, {} its text",
                    recording.path().toAbsolutePath(),
                    config.options().text() ? "with" : "without"));
  }
}
