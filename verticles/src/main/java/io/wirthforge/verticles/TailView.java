package io.wirthforge.verticles;

import com.fasterxml.jackson.databind.JsonNode;

/** What a person is shown of a stream. */
interface TailView {

  /** A message came, of so many bytes in UTF-8. */
  default void message(int bytes) {}

  /** The server says that what follows replaces all before. */
  default void reset() {}

  /** An event came. */
  void event(JsonNode event);

  /** So much time has passed since the start. */
  default void time(long nowNanos) {}

  /** That was all. */
  default void end() {}
}
