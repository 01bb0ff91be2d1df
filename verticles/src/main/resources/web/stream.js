import { connect } from "/client/wirthforge.min.js";

/** @type {WebSocket | null} */ let current = null;

/** A WebSocket that can be got at, to break it by hand. */
class WatchedSocket extends WebSocket {
  /**
   * @param {string} url
   * @param {string[]} protocols
   */
  constructor(url, protocols) {
    super(url, protocols);
    current = this;
  }
}

/** The page's stream. Its own server knows frames mode. */
export const stream = connect({ mode: "frames", WebSocket: WatchedSocket });

/** Breaks the connection, as a failing network would; the stream comes back by itself. */
export const dropConnection = () => current?.close(4999, "dropped by hand");
