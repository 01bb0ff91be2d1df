package io.wirthforge.bridge;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a Vert.x holds on to.
 *
 * @param heapBytes after a collection
 * @param directBytes outside the heap, as Netty counts them
 * @param descriptors open files and sockets of the process
 * @param threads that live
 * @param consumers addresses on the event bus somebody listens on
 * @param timers that are armed, Vert.x's and those of its event loops
 */
record Footprint(
    long heapBytes, long directBytes, long descriptors, int threads, int consumers, int timers) {

  static Footprint of(Vertx vertx) {
    System.gc();
    System.gc();
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        PlatformDependent.usedDirectMemory(),
        system.getOpenFileDescriptorCount(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ((Map<?, ?>) field(vertx.eventBus(), "handlerMap")).size(),
        timers(vertx));
  }

  private static int timers(Vertx vertx) {
    int timers = ((Map<?, ?>) field(vertx, "timeouts")).size();
    for (EventExecutor loop : ((VertxInternal) vertx).eventLoopGroup()) {
      try {
        timers += loop.submit(() -> scheduled(loop)).get(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return timers;
  }

  private static int scheduled(EventExecutor loop) {
    Object queue = field(loop, "scheduledTaskQueue");
    return queue == null ? 0 : ((Collection<?>) queue).size();
  }

  private static Object field(Object owner, String name) {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
      } catch (NoSuchFieldException e) {
        continue; // In the class above.
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError(owner.getClass() + " has no " + name);
  }
}
