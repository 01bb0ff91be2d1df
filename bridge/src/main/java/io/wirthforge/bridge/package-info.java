/**
 * The real-time bridge: events in, one frame per tick, to every client the frame it is due.
 *
 * <p>Nothing here knows what an event means. Types, slot keys and merge policies come in as {@link
 * io.wirthforge.schemas.EventType} descriptions.
 */
@NullMarked
package io.wirthforge.bridge;

import org.jspecify.annotations.NullMarked;
