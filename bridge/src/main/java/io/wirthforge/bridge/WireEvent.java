package io.wirthforge.bridge;

import io.vertx.core.buffer.Buffer;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCodec;
import io.wirthforge.schemas.InvalidEventException;

/**
 * An event as it comes from another node: its JSON text, not yet decoded or checked.
 *
 * @param wireForm the version of the form it was written in
 * @param json its text in UTF-8; not to be changed
 */
record WireEvent(int wireForm, byte[] json) {

  /** The version of the form that this code writes, and the only one it reads. */
  static final int WIRE_FORM = 1;

  /** An event to be written. */
  static WireEvent of(Event event, EventCodec codec) {
    return new WireEvent(WIRE_FORM, codec.encode(event));
  }

  static WireEvent readFrom(Buffer buffer, int position) {
    int start = position + 2 * Integer.BYTES;
    int length = buffer.getInt(position + Integer.BYTES);
    return new WireEvent(buffer.getInt(position), buffer.getBytes(start, start + length));
  }

  void writeTo(Buffer buffer) {
    buffer.appendInt(wireForm).appendInt(json.length).appendBytes(json);
  }

  /** How many bytes it takes on the wire. */
  int wireBytes() {
    return 2 * Integer.BYTES + json.length;
  }

  /**
   * The event.
   *
   * @throws InvalidEventException if it is in another form, or none that the codec knows
   */
  Event decode(EventCodec codec) {
    if (wireForm != WIRE_FORM) {
      throw Refusals.of(
          "", "wireForm", "wire form " + WIRE_FORM + ", not " + wireForm + " of another version");
    }
    return codec.decodeFromNode(json);
  }

  @Override
  public String toString() {
    return "an event of " + json.length + " bytes";
  }
}
