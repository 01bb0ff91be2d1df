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
  private @Nullable CloseReason closedFor;

  @Override
  public boolean writable() {
    return writable && closedFor == null;
  }

  @Override
  public void sendText(String message) {
    requireOpen();
    texts.add(message);
  }

  @Override
  public void sendPing(long frameNumber) {
    requireOpen();
    pings.add(frameNumber);
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
    List<JsonNode> taken = texts.stream().map(TestEvents::json).toList();
    texts.clear();
    return taken;
  }

  /** The frame numbers of the pings written since the last call. */
  List<Long> takePings() {
    List<Long> taken = List.copyOf(pings);
    pings.clear();
    return taken;
  }

  private void requireOpen() {
    if (closedFor != null) {
      throw new IllegalStateException("written to after close: " + closedFor);
    }
  }
}
