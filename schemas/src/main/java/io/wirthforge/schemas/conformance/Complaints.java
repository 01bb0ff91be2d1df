package io.wirthforge.schemas.conformance;

import java.util.List;

/** What a server answers to what it does not understand. */
final class Complaints {

  private static final String CODE = "UNSUPPORTED_MESSAGE";

  private Complaints() {}

  static List<Transcript.Told> in(Transcript transcript) {
    return transcript.events("error_event").stream()
        .filter(told -> told.payload().path("code").asText().equals(CODE))
        .toList();
  }
}
