package io.wirthforge.schemas;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A constant of an enumeration that is written on the wire: in lower case unless it says how. */
public interface WireName {

  /** The name in Java, such as {@code LEVEL_UP}. */
  String name();

  /** The name in JSON, such as {@code level_up}. */
  @JsonValue
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
