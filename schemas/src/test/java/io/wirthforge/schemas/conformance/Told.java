package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.Incoming;
import io.wirthforge.schemas.client.Incoming.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A transcript that a test writes. */
final class Told {

  static final long START_MS = 1_790_000_000_000L;

  private final WireProtocol mode;
  private final List<Message> messages = new ArrayList<>();

  Told(WireProtocol mode) {
    this.mode = mode;
  }

  static Told inEvents() {
    return new Told(WireProtocol.EVENTS);
  }

  static Told inFrames() {
    return new Told(WireProtocol.FRAMES);
  }

  /** A message, with single quotes for double ones. */
  Told say(String json) {
    byte[] none = {};
    String text = json.replace('\'', '"');
    long arrivedMicros = START_MS * 1000 + messages.size();
    messages.add(
        Message.of(
            messages.size() + 1,
            new Incoming(Kind.TEXT, text, none, 0, text.length(), 0, arrivedMicros)));
    return this;
  }

  Told energy(long frameNumber, double total, double delta) {
    return say(
        String.format(
            Locale.ROOT,
            "{'type':'energy_update','channel':'energy','timestamp':%d,'frameNumber':%d,"
                + "'payload':{'totalEnergy':%s,'deltaEnergy':%s,'modelId':'a',"
                + "'tokensGenerated':0,'processingTime':0}}",
            START_MS + frameNumber * 1000 / 60,
            frameNumber,
            total,
            delta));
  }

  Told tick(long frameNumber, long timestampMs) {
    return say(
        "{'type':'energy_update','frameNumber':"
            + frameNumber
            + ",'timestamp':"
            + timestampMs
            + ",'payload':{}}");
  }

  Told beat(long sequence, long serverTimeMs) {
    return say(
        "{'type':'heartbeat','timestamp':%d,'payload':{'sequence':%d,'serverTime':%d}}"
            .formatted(serverTimeMs, sequence, serverTimeMs));
  }

  /** A frame with a text, of which each character is a token. */
  Told frame(long from, long number, String text, double delta, double total) {
    String tokens = String.join("','", text.split(""));
    return say(
        String.format(
            Locale.ROOT,
            "{'type':'frame','epoch':'e','fromFrame':%d,'frameNumber':%d,'timestamp':%d,"
                + "'coalesced':0,'events':[{'type':'energy_update','payload':{'modelId':'a',"
                + "'deltaEnergy':%s,'totalEnergy':%s,'tokensGenerated':%d}},"
                + "{'type':'token_stream','payload':{'sessionId':'s','modelId':'a',"
                + "'isComplete':false,'tokens':['%s']}}]}",
            from,
            number,
            START_MS + number * 1000 / 60,
            delta,
            total,
            text.length(),
            tokens));
  }

  Transcript transcript() {
    return new Transcript(mode, messages, 1);
  }

  List<FrameSeen> frames() {
    return transcript().frames();
  }
}
