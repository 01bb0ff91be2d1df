package io.wirthforge.schemas.conformance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A rule that a server is judged by, with the section of PROTOCOL.md that demands it. */
public enum Rule {
  SUBPROTOCOL_AGREED(
      "subprotocol.agreed",
      "21-transport",
      "the first sub-protocol it knows is the one it answers"),
  SUBPROTOCOL_UNKNOWN("subprotocol.unknown", "21-transport", "of sub-protocols it knows none: 400"),
  HANDSHAKE_FIRST(
      "handshake.first", "21-transport", "startup_complete comes first, within 5 s, and is valid"),
  TRANSPORT_TEXT(
      "transport.text", "21-transport", "whole JSON objects as text, in UTF-8, by RFC 6455"),
  TRANSPORT_PONG("transport.pong", "21-transport", "a ping is answered with its own bytes"),
  SCHEMA_VALID(
      "schema.valid",
      "3-implementation-the-messages",
      "every message is valid, to the last member"),
  ORDER_INCREASING(
      "order.increasing", "22-the-clock", "frame numbers of frames, or of one slot, never go back"),
  ORDER_WITHIN_FRAME("order.within-frame", "22-the-clock", "the events of a frame stand in order"),
  TIME_SANE(
      "time.sane", "3-implementation-the-messages", "times are milliseconds since 1970, and rise"),
  CADENCE_60HZ(
      "cadence.60hz", "22-the-clock", "60 frame numbers a second by the server's own times"),
  HEARTBEAT_INTERVAL("heartbeat.interval", "heartbeat", "a heartbeat a second, numbered from 1 on"),
  ENERGY_SUMS(
      "energy.sums",
      "24-delivery-and-freshness",
      "deltaEnergy adds up to the growth of totalEnergy, which never falls"),
  TEXT_ENDS_ONCE("text.ends-once", "token_stream", "a text ends once, and nothing follows its end"),
  LATENCY_SANE("latency.sane", "5-validation", "from an event's time to its arrival: below 1 s"),
  MESSAGES_ACCEPTED(
      "messages.accepted", "33-client-to-server", "what a client may say is not complained about"),
  FILTER_CHANNELS(
      "filter.channels", "33-client-to-server", "?channels= leaves out all others but system"),
  QUERY_REFUSED("query.refused", "33-client-to-server", "a parameter without meaning: close 4000"),
  RATE_MERGES("rate.merges", "24-delivery-and-freshness", "?rate= is not exceeded"),
  ORIGIN_REFUSED("origin.refused", "42-a-server", "pages of other origins, and of null: 403"),
  HOST_REFUSED("host.refused", "42-a-server", "another Host: 403"),
  CLOSE_CLEAN("close.clean", "34-close-codes", "a client's close is answered by a close"),
  RECONNECT_NEW_SESSION(
      "reconnect.new-session",
      "41-a-client",
      "a new connection has a new connectionId and counts its heartbeats anew"),
  MALFORMED_ANSWERED(
      "malformed.answered",
      "33-client-to-server",
      "what is no message: UNSUPPORTED_MESSAGE, once a second at most"),
  MALFORMED_SURVIVES(
      "malformed.survives", "33-client-to-server", "what is no message ends no connection"),
  OVERSIZE_CLOSED("oversize.closed", "35-limits", "a message over 64 KiB: close 1009"),
  VIOLATION_CLOSED(
      "violation.closed", "33-client-to-server", "a violation of WebSocket itself: close 1002"),
  OTHERS_UNAFFECTED(
      "others.unaffected",
      "24-delivery-and-freshness",
      "what one client does wrong, no other notices"),
  FRAMES_WELCOME(
      "frames.welcome", "welcome", "welcome comes first, then a frame with startup_complete"),
  FRAMES_CONTIGUOUS("frames.contiguous", "frame", "frames follow one another without a gap"),
  FRAMES_ACK_WINDOW(
      "frames.ack-window",
      "24-delivery-and-freshness",
      "unconfirmed frames end at ackWindow; an ack brings one merged frame"),
  FRAMES_RESUME(
      "frames.resume", "41-a-client", "resumed: the next frame goes on exactly where it was left"),
  FRAMES_RESUME_CONTENT(
      "frames.resume-content",
      "24-delivery-and-freshness",
      "resumed: no text or energy is lost or doubled"),
  FRAMES_RESUME_TOO_OLD(
      "frames.resume-too-old",
      "41-a-client",
      "what can't be resumed is told by a frame with reset"),
  FRAMES_MERGE_EQUIVALENCE(
      "frames.merge-equivalence",
      "23-merging",
      "a client that stalled, one that asked for less and a current one end in one state");

  private final String id;
  private final String section;
  private final String demand;

  Rule(String id, String section, String demand) {
    this.id = id;
    this.section = section;
    this.demand = demand;
  }

  /** Its stable name, such as {@code handshake.first}. */
  public String id() {
    return id;
  }

  /** The anchor of its section in PROTOCOL.md. */
  public String section() {
    return section;
  }

  /** What it demands, in one line. */
  public String demand() {
    return demand;
  }

  /** Whether it can be judged of a server only that offers frames mode. */
  public boolean isOfFramesMode() {
    return id.startsWith("frames.");
  }

  /**
   * The rules of a name: the one of this id, or all of a group such as {@code frames}.
   *
   * @return empty where there is none
   */
  public static Set<Rule> named(String name) {
    Set<Rule> found = EnumSet.noneOf(Rule.class);
    Arrays.stream(values())
        .filter(rule -> rule.id.equals(name) || rule.id.startsWith(name + "."))
        .forEach(found::add);
    return found;
  }
}
