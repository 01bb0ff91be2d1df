package io.wirthforge.bridge;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one client's stream: a small state machine that sends the merge of what the
 * client is due, when it is ready for it.
 *
 * <p>A client is ready while its socket takes bytes, fewer frames than its window are under way,
 * and its pace allows one more. While it is not, nothing is queued for it: it keeps the number of
 * the last frame it was sent, and is due all after it. Plain Java, one thread, time as an argument.
 */
final class ClientLink {

  /** Every n-th frame carries a ping in events mode, which confirms it. */
  static final int FRAMES_PER_PING = 5;

  /** The same for a client whose answers come at once: each costs about as much as a tick. */
  static final int FRAMES_PER_PING_NEAR = 12;

  /** How many frames an answer may take to count as coming at once. */
  private static final int NEAR_FRAMES = 2;

  private final ClientSession session;
  private final ClientTransport transport;
  private final FrameHistory history;
  private final Supplier<Frame> snapshots;
  private final CreditWindow window;
  private final OwnEvents own;
  // What own would say, so that a tick without a heartbeat does not touch its memory.
  private long nextBeatNanos;
  private boolean ownWaits;
  private long after;
  private @Nullable Backlog backlog;
  private @Nullable ClientFilter wanted;
  private int framesPerPing = FRAMES_PER_PING;
  private int framesSincePing;
  private long pendingBytes;
  private boolean closed;
  private @Nullable CloseReason closedFor;

  /**
   * A link that is due all after a position; {@link #demandSnapshot} makes it due the state.
   *
   * @param snapshots the state of the stream at its newest frame
   * @param after the last frame the client has
   */
  ClientLink(
      ClientSession session,
      ClientTransport transport,
      FrameHistory history,
      Supplier<Frame> snapshots,
      OwnEvents own,
      long after) {
    this.session = session;
    this.transport = transport;
    this.history = history;
    this.snapshots = snapshots;
    this.own = own;
    this.after = after;
    this.window = new CreditWindow(session.options().ackWindow());
    this.nextBeatNanos = own.nextBeatNanos();
  }

  ClientSession session() {
    return session;
  }

  /** The last frame that was sent. */
  long position() {
    return after;
  }

  /** How many frames were sent and not confirmed. */
  int unconfirmed() {
    return window.unconfirmed();
  }

  /** The text and lossless events that were waiting at the last tick, in bytes. */
  long pendingBytes() {
    return closed ? 0 : pendingBytes;
  }

  boolean isClosed() {
    return closed;
  }

  /** Sends the state of the stream to a client that has nothing yet. */
  void demandSnapshot() {
    sendState(snapshots.get());
    transport.flush();
  }

  /** A tick has passed: the newest frame is in the history. */
  void tick(long nowNanos) {
    if (closed) {
      return;
    }
    backlog = history.backlogOf(after, backlog);
    boolean writable = transport.writable();
    CloseReason reason = session.verdict(nowNanos, writable);
    if (reason != null) {
      close(reason);
      return;
    }
    if (writable) {
      boolean beat = nowNanos - nextBeatNanos >= 0;
      if (beat) {
        own.beat(nowNanos, after);
        ownWaits = !own.isEmpty();
        nextBeatNanos = own.nextBeatNanos();
      }
      sendDue();
      if (beat) {
        session.tellRate(nowNanos);
        if (session.takeQuiet() || !window.isOpen()) {
          transport.sendPing(after);
        }
      }
      transport.flush();
    }
    // Asked last: only what could not be sent is waiting, however large one tick is.
    pendingBytes = history.losslessBytesDue(after, backlog);
    if (pendingBytes > session.options().maxPendingBytes()) {
      close(CloseReason.TOO_FAR_BEHIND);
    }
  }

  /** The socket takes bytes again. */
  void drained() {
    sendDue();
    transport.flush();
  }

  /** A pong came, with the frame number of the ping it answers. */
  void pong(long frameNumber) {
    if (session.mode() == WireMode.EVENTS && frameNumber <= after) {
      // While it is shut nothing is sent, and any answer would seem to come at once.
      boolean near = window.isOpen() && after - frameNumber <= NEAR_FRAMES;
      if (confirm(frameNumber)) {
        framesPerPing = near ? FRAMES_PER_PING_NEAR : FRAMES_PER_PING;
      }
    }
  }

  /** A heartbeat was answered: in events mode, all frames before it were read. */
  void heartbeatAnswered(long sequence, long nowNanos) {
    own.answered(sequence, nowNanos).ifPresent(this::pong);
  }

  /** The client handled a frame and all before it. */
  void acknowledged(long frameNumber, long nowNanos) {
    if (session.mode() == WireMode.EVENTS) {
      complain("ack belongs to frames mode", nowNanos);
    } else if (frameNumber > after) {
      complain("ack names a frame that was not sent", nowNanos);
    } else {
      confirm(frameNumber);
    }
  }

  /** The client's pace may have changed. */
  void paceChanged() {
    sendDue();
    transport.flush();
  }

  /**
   * The client wants other events: what it is due is sent under the old filter, then, under the new
   * one, in frames mode the whole state, in events mode the state that is new to it.
   */
  void filter(ClientFilter filter) {
    wanted = filter;
    sendDue();
    transport.flush();
  }

  /** Something came that no rule covers; the client is told once a second at most. */
  void complain(String reason, long nowNanos) {
    complain(OwnEvents.UNSUPPORTED, reason, nowNanos);
  }

  /** The same, with a code of its own. */
  void complain(String code, String reason, long nowNanos) {
    own.complain(code, reason, nowNanos);
    ownWaits = !own.isEmpty();
    if (!closed && transport.writable()) {
      sendOwnAlone();
      transport.flush();
    }
  }

  void close(CloseReason reason) {
    if (!closed) {
      closed();
      closedFor = reason;
      transport.close(reason);
    }
  }

  /** The code it was closed with on this side, whether the client heard of it or not. */
  int closeCode(int otherwise) {
    return closedFor == null ? otherwise : closedFor.code();
  }

  /** The connection is gone. */
  void closed() {
    closed = true;
    backlog = null;
  }

  private boolean confirm(long frameNumber) {
    boolean wasShut = !window.isOpen();
    boolean isNews = window.confirm(frameNumber);
    if (isNews && wasShut) {
      sendDue();
      transport.flush();
    }
    return isNews;
  }

  private void sendDue() {
    if (closed || !transport.writable()) {
      return;
    }
    if (window.isOpen() && (wanted != null || paceAllows())) {
      EncodedFrame due = history.due(after, backlog);
      if (due != null) {
        send(due);
      }
    }
    if (wanted != null && window.isOpen() && history.due(after, backlog) == null) {
      refilter(wanted);
    }
    sendOwnAlone();
  }

  private boolean paceAllows() {
    Frame newest = history.newest();
    return newest != null && session.pace().allows(after, newest.frameNumber());
  }

  private void refilter(ClientFilter filter) {
    Frame state = snapshots.get();
    if (session.mode() == WireMode.EVENTS) {
      // Without a reset, text that the client may hold already would be doubled.
      state =
          state.only(
              event ->
                  !session.filter().passes(event)
                      && !(Frame.isText(event.eventType()) && session.mayHaveHad(event)));
    }
    session.filter(filter);
    wanted = null;
    sendState(state);
  }

  private void sendState(Frame state) {
    send(history.encode(state));
  }

  private void send(EncodedFrame frame) {
    SharedMessages messages = frame.messages(session.filter());
    if (session.mode() == WireMode.EVENTS) {
      sendMessages(messages, frame.frame());
    } else if (!messages.isEmpty() || ownWaits || frame.frame().reset() || wanted != null) {
      sendEnvelope(frame);
    } else {
      return; // The next frame's range will include this one.
    }
    after = Math.max(after, frame.frame().frameNumber());
    backlog = null;
  }

  private void sendEnvelope(EncodedFrame frame) {
    window.sent(frame.frame().frameNumber());
    SharedMessages envelope = frame.envelope(session.filter());
    if (ownWaits) {
      boolean holdsNone = frame.messages(session.filter()).isEmpty();
      String end = FrameEncoder.endWith(takeOwn(), holdsNone);
      transport.sendEnding(envelope, FrameEncoder.END.length(), end);
      session.sent(frame.frame(), envelope.bytes() + end.length() - FrameEncoder.END.length());
    } else {
      transport.send(envelope);
      session.sent(frame.frame(), envelope.bytes());
    }
  }

  private void sendMessages(SharedMessages messages, Frame frame) {
    if (!messages.isEmpty()) {
      window.sent(frame.frameNumber());
      // The frame that closes the window must carry a ping, or nothing would open it again.
      if (++framesSincePing >= framesPerPing || !window.isOpen()) {
        framesSincePing = 0;
        transport.sendAndPing(messages, frame.frameNumber());
      } else {
        transport.send(messages);
      }
      session.sent(frame, messages.bytes());
    }
    sendOwn();
  }

  /** In events mode what is the client's own need not wait for a frame. */
  private void sendOwnAlone() {
    if (session.mode() == WireMode.EVENTS) {
      sendOwn();
    }
  }

  private void sendOwn() {
    if (ownWaits) {
      takeOwn().forEach(transport::sendText);
    }
  }

  private List<String> takeOwn() {
    ownWaits = false;
    return own.take();
  }
}
