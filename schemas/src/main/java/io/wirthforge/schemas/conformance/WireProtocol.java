package io.wirthforge.schemas.conformance;

/** The two modes of the protocol, as a client asks for them. */
enum WireProtocol {
  EVENTS("events", "wirthforge.v1"),
  FRAMES("frames", "wirthforge.frames.v1");

  private final String label;
  private final String subProtocol;

  WireProtocol(String label, String subProtocol) {
    this.label = label;
    this.subProtocol = subProtocol;
  }

  String label() {
    return label;
  }

  String subProtocol() {
    return subProtocol;
  }
}
