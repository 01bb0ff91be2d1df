package io.wirthforge.verticles;

import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code -cluster} means here: Hazelcast on loopback, unless the person says otherwise. */
final class Clustering {

  private static final String CONFIG_PROPERTY = "vertx.hazelcast.config";
  private static final String LOGGING_PROPERTY = "hazelcast.logging.type";
  private static final String CLASSPATH = "classpath:";
  private static final String SHIPPED_CONFIG = CLASSPATH + "conf/cluster.xml";
  private static final String LOOPBACK = "127.0.0.1";

  private Clustering() {}

  /** Makes the cluster manager find the configuration that is shipped, and log where all log. */
  static void prepare() {
    setIfMissing(CONFIG_PROPERTY, SHIPPED_CONFIG);
    setIfMissing(LOGGING_PROPERTY, "slf4j"); // It logs before it reads its configuration.
  }

  /**
   * Refuses a configuration that is not there: the cluster manager would take one of its own, which
   * looks for others on all networks.
   *
   * @throws StartFailure which names the file
   */
  static void requireConfiguration() {
    String file = System.getProperty(CONFIG_PROPERTY, SHIPPED_CONFIG);
    boolean isThere =
        file.startsWith(CLASSPATH)
            ? Clustering.class.getResource("/" + file.substring(CLASSPATH.length())) != null
            : Files.isReadable(Path.of(file));
    if (!isThere) {
      throw new StartFailure("-D" + CONFIG_PROPERTY + ": there is no file " + file);
    }
  }

  private static void setIfMissing(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Keeps the event bus on this machine; {@code -cluster-host} has the last word. */
  static void bindToLoopback(VertxOptions options) {
    if (options.getEventBusOptions().getHost() == null) {
      options.getEventBusOptions().setHost(LOOPBACK);
    }
  }

  /** One line on a Vert.x that did not start, such as one whose cluster can't form. */
  static String wordsFor(@Nullable Throwable failure) {
    String words = StartFailure.wordsFor(failure);
    if (words.contains("No ClusterManagerFactory")) {
      return "-cluster: there is no cluster manager in this jar: build it with"
          + " mvn -q -Pcluster -DskipTests package";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || words.contains("already in use")) {
        return "-cluster: no port of the cluster's is free ("
            + words
            + "): end what listens there, or give other ports in a file of your own with -D"
            + CONFIG_PROPERTY;
      }
    }
    return words;
  }
}
