package io.wirthforge.bridge.bench;

/** What is measured: this bridge in both its modes, and what people use instead. */
enum Rival {
  /** A loop of {@code SocketChannel.write} of the same bytes, framed beforehand: the least work. */
  FLOOR("SocketChannel loop", "/", null),
  /** The same in C, where there is a compiler. */
  FLOOR_C("send() loop in C", "/", null),
  /** This bridge, an event a message. */
  EVENTS("bridge, events mode", "/ws", null),
  /** This bridge, a frame a message. */
  FRAMES("bridge, frames mode", "/ws", "wirthforge.frames.v1"),
  /** The same behind the bridge's own server, which bounds connections too. */
  GUARDED("bridge's own server", "/ws", "wirthforge.frames.v1"),
  /** {@code writeTextMessage(json.encode())} per socket. */
  NAIVE("naive writeTextMessage", "/", null),
  /** The SockJS event-bus bridge of vertx-web, over its raw WebSocket. */
  SOCKJS("SockJS bridge", "/eventbus/websocket", null),
  /** {@code WebSockets.sendText(json.encode())} per socket. */
  UNDERTOW("naive Undertow", "/", null);

  private final String title;
  private final String path;
  private final String subProtocol;

  Rival(String title, String path, String subProtocol) {
    this.title = title;
    this.path = path;
    this.subProtocol = subProtocol;
  }

  String title() {
    return title;
  }

  String path() {
    return path;
  }

  String subProtocol() {
    return subProtocol;
  }

  /** Whether its clients confirm frames, and can resume. */
  boolean isFrames() {
    return subProtocol != null;
  }
}
