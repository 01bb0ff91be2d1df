package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.RefusedException;
import io.wirthforge.schemas.client.Upgrade;
import io.wirthforge.schemas.client.WireSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What every scenario finds when it begins: the server, and two clients that watch it all the time.
 * The one in events mode is the clock by which the others wait.
 */
final class Stage implements AutoCloseable {

  private static final int STILL_TICKS = 120;

  private final ConformanceSettings settings;
  private final Findings findings;
  private final Latencies latencies = new Latencies();
  private final Watcher events;
  private @Nullable Watcher frames;
  private boolean framesMoved;

  private Stage(ConformanceSettings settings, Findings findings, Watcher events) {
    this.settings = settings;
    this.findings = findings;
    this.events = events;
  }

  static Stage open(ConformanceSettings settings, Findings findings) throws IOException {
    Upgrade upgrade = Upgrade.to(settings.address()).withOrigin(settings.origin());
    return new Stage(settings, findings, Watcher.join(upgrade, WireProtocol.EVENTS));
  }

  /** Joins the one in frames mode as well. */
  void offerFrames() throws IOException {
    frames = Watcher.join(upgrade(WireProtocol.FRAMES), WireProtocol.FRAMES);
  }

  ConformanceSettings settings() {
    return settings;
  }

  Findings findings() {
    return findings;
  }

  Latencies latencies() {
    return latencies;
  }

  /** The client in events mode. */
  Watcher events() {
    return events;
  }

  /** The client in frames mode; null where the server has none. */
  @Nullable Watcher frames() {
    return frames;
  }

  /** A request as all scenarios make it: events mode without a sub-protocol, frames by its name. */
  Upgrade upgrade(WireProtocol mode) {
    Upgrade upgrade =
        mode == WireProtocol.EVENTS
            ? Upgrade.to(settings.address())
            : Upgrade.to(settings.address(), mode.subProtocol());
    return upgrade.withOrigin(settings.origin());
  }

  /** Notes whether frames mode still moves, before anybody misbehaves. */
  void noteMovement() {
    long from = events.newest();
    Watcher other = frames;
    if (other != null) {
      other.await(() -> other.newest() > from || events.newest() > from + STILL_TICKS);
      framesMoved = other.newest() > from;
    }
  }

  /** Whether it did. */
  boolean framesMoved() {
    return framesMoved;
  }

  Watcher join(WireProtocol mode, String query) throws IOException {
    return Watcher.join(upgrade(mode).withQuery(query), mode);
  }

  /** The status that an upgrade is answered by; 101 where it is let in. */
  static int status(Upgrade upgrade) throws IOException {
    try {
      WireSocket.open(upgrade).close();
      return 101;
    } catch (RefusedException e) {
      return e.status();
    }
  }

  @Override
  public void close() {
    events.close();
    if (frames != null) {
      frames.close();
    }
  }
}
