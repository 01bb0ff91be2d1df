package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's socket that is not there: keeps what was written, takes bytes when told to. */
final class FakeTransport implements ClientTransport {

  private final List<String> texts = new ArrayList<>();
  private final List<Long> pings = new ArrayList<>();
  private boolean writable = true;
  private int unflushed;
  private @Nullable CloseReason closedFor;

  @Override
  public void onDrained(Runnable drained) {
    throw new UnsupportedOperationException("tests tell the link themselves");
  }

  @Override
  public void onShortFrames(ShortFrames.Sink sink) {
    throw new UnsupportedOperationException("tests tell the link themselves");
  }

  @Override
  public boolean writable() {
    return writable && closedFor == null;
  }

  @Override
  public void send(SharedMessages messages) {
    requireOpen();
    unflushed += messages.texts().size();
    texts.addAll(messages.texts());
  }

  @Override
  public void sendAndPing(SharedMessages messages, long frameNumber) {
    send(messages);
    sendPing(frameNumber);
  }

  @Override
  public void sendEnding(SharedMessages message, int without, String end) {
    sendText(message.ending(without, end));
  }

  @Override
  public void sendText(String message) {
    requireOpen();
    unflushed++;
    texts.add(message);
  }

  @Override
  public void sendPing(long frameNumber) {
    requireOpen();
    unflushed++;
    pings.add(frameNumber);
  }

  @Override
  public void flush() {
    unflushed = 0;
  }

  @Override
  public void close(CloseReason reason) {
    requireOpen();
    closedFor = reason;
  }

  void writable(boolean takesBytes) {
    writable = takesBytes;
  }

  /** Why it was closed, or null. */
  @Nullable CloseReason closedFor() {
    return closedFor;
  }

  /** The messages written since the last call. */
  List<JsonNode> take() {
    requireFlushed();
    List<JsonNode> taken = texts.stream().map(TestEvents::json).toList();
    texts.clear();
    return taken;
  }

  /** The frame numbers of the pings written since the last call. */
  List<Long> takePings() {
    requireFlushed();
    List<Long> taken = List.copyOf(pings);
    pings.clear();
    return taken;
  }

  private void requireFlushed() {
    if (unflushed > 0) {
      throw new IllegalStateException(unflushed + " writes were not flushed");
    }
  }

  private void requireOpen() {
    if (closedFor != null) {
      throw new IllegalStateException("written to after close: " + closedFor);
    }
  }
}
