package io.wirthforge.bridge;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** What Netty's leak detector reports from now on; all buffers are watched in the tests' JVM. */
final class LeakWatch implements AutoCloseable {

  private static final int SAMPLE = 64;
  private static final int ROUNDS = 3;
  private static final long ROUND_NANOS = 10_000_000;

  private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  LeakWatch() {
    if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
      throw new AssertionError("run with -Dio.netty.leakDetection.level=paranoid");
    }
    flush(); // What others lost before is not of interest here.
    log.start();
    logger.addAppender(log);
  }

  /** The reports of buffers that were lost until now. */
  List<String> reports() {
    flush();
    synchronized (log) {
      return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
  }

  /** The detector looks for lost buffers whenever one is made, and a collection takes its time. */
  private static void flush() {
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
      LockSupport.parkNanos(ROUND_NANOS);
      ByteBufAllocator.DEFAULT.directBuffer(SAMPLE).release();
    }
  }

  @Override
  public void close() {
    logger.detachAppender(log);
  }
}
