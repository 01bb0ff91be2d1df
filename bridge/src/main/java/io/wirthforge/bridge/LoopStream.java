package io.wirthforge.bridge;

import io.wirthforge.schemas.EventCodec;
import org.jspecify.annotations.Nullable;

/** One run of the stream as an event loop knows it: its newest frames and its state. */
final class LoopStream {

  private final String epoch;
  private final FrameEncoder encoder;
  private final FrameHistory history;
  private final StreamState state = new StreamState();
  private final BridgeMetrics metrics;

  LoopStream(FrameSeed seed, int ringFrames, EventCodec codec, BridgeMetrics metrics) {
    this.epoch = seed.epoch();
    this.encoder = new FrameEncoder(seed.epoch(), codec, metrics);
    this.history = new FrameHistory(ringFrames, encoder);
    this.metrics = metrics;
    seed.frames().forEach(history::append);
    if (seed.state() != null) {
      state.apply(seed.state());
    }
  }

  String epoch() {
    return epoch;
  }

  FrameEncoder encoder() {
    return encoder;
  }

  /** Whether there is a frame, and an event of the type that clients wait for, if any. */
  boolean isReady(@Nullable String readyEvent) {
    return history.newest() != null && (readyEvent == null || state.holds(readyEvent));
  }

  /**
   * Takes the newest frame.
   *
   * @return false if it was known already
   */
  boolean take(Frame frame) {
    Frame newest = history.newest();
    if (newest != null && frame.frameNumber() <= newest.frameNumber()) {
      return false;
    }
    history.append(frame);
    state.apply(frame);
    return true;
  }

  /** A link for a client, at the position it resumes if that can be served, else at the newest. */
  ClientLink link(
      ClientSession session,
      ClientTransport transport,
      OwnEvents own,
      UpgradeRequest.@Nullable Position resume) {
    boolean resumed =
        session.mode() == WireMode.FRAMES
            && resume != null
            && resume.epoch().equals(epoch)
            && history.reaches(resume.frameNumber());
    if (resume != null) {
      metrics.resumed(resumed ? "resumed" : "snapshot");
    }
    long after = resumed ? resume.frameNumber() : newestNumber();
    session.resumed(resumed);
    return new ClientLink(session, transport, history, () -> snapshot(session.mode()), own, after);
  }

  /** Says hello, and what the client is due at once. */
  void greet(ClientLink link, ClientTransport transport) {
    ClientSession session = link.session();
    if (session.mode() == WireMode.FRAMES) {
      transport.sendText(
          encoder.welcome(
              session.connectionId(), session.isResumed(), session.options().ackWindow()));
    }
    if (session.isResumed()) {
      link.drained();
    } else {
      link.demandSnapshot();
    }
  }

  /** In frames mode a reset replaces all text, so lately ended texts are part of it. */
  private Frame snapshot(WireMode mode) {
    Frame newest = history.newest();
    if (newest == null) {
      throw new IllegalStateException("there is no frame yet");
    }
    return state.snapshot(newest, mode == WireMode.FRAMES);
  }

  private long newestNumber() {
    Frame newest = history.newest();
    return newest == null ? -1 : newest.frameNumber();
  }
}
