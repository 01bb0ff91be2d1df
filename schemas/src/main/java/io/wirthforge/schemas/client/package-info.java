/** A plain WebSocket client of the stream, for tools: blocking sockets, no event loop. */
@NullMarked
package io.wirthforge.schemas.client;

import org.jspecify.annotations.NullMarked;
