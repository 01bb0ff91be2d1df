package io.wirthforge.schemas;

import java.util.Set;

/**
 * Something that happened, in the form the stream carries it: immutable and valid by construction.
 *
 * <p>An event is either one of the nine of WIRTHFORGE v1.0.0 or one of a type that an application
 * registered. The engine that carries events looks at neither: all it needs to know is in {@link
 * #eventType()}.
 */
public sealed interface Event permits WirthforgeEvent, CustomEvent {

  /** What kind of event this is, and how such events merge. */
  EventType<?> eventType();

  /** When it happened, in milliseconds since the epoch; the tick's time once a frame holds it. */
  long timestamp();

  /** The slugs of the models it is about; empty where it is about none. */
  default Set<String> modelIds() {
    return Set.of();
  }

  /** The event's name on the wire, such as {@code token_stream}. */
  default String type() {
    return eventType().name();
  }

  /** The channel it travels on, such as {@code experience}. */
  default String channel() {
    return eventType().channel();
  }
}
