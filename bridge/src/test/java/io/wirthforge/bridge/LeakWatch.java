package io.wirthforge.bridge;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What Netty's leak detector reports from now on; all buffers are watched in the tests' JVM. */
final class LeakWatch implements AutoCloseable {

  private static final int SAMPLE = 64;

  private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  LeakWatch() {
    if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
      throw new AssertionError("run with -Dio.netty.leakDetection.level=paranoid");
    }
    log.start();
    logger.addAppender(log);
  }

  /** The reports of buffers that were lost until now. */
  List<String> reports() {
    // The detector looks for lost buffers whenever one is made.
    System.gc();
    for (int i = 0; i < SAMPLE; i++) {
      ByteBufAllocator.DEFAULT.directBuffer(SAMPLE).release();
    }
    synchronized (log) {
      return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
  }

  @Override
  public void close() {
    logger.detachAppender(log);
  }
}
