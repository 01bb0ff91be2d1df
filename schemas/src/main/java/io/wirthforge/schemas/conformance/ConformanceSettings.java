package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.StreamAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to judge, and how.
 *
 * @param address where the stream is, with the token if one is needed
 * @param origin what {@code Origin} all connections bear; null for none
 * @param seconds how long to watch
 * @param promptUrl where to ask for a text that the rules on text can see; null to ask for none
 * @param prompt what to ask
 * @param rules what to judge by
 */
public record ConformanceSettings(
    StreamAddress address,
    @Nullable String origin,
    int seconds,
    @Nullable URI promptUrl,
    String prompt,
    Set<Rule> rules) {

  /** How long to watch unless told otherwise. */
  public static final int DEFAULT_SECONDS = 5;

  public ConformanceSettings {
    if (seconds < 1 || seconds > 3600) {
      throw new IllegalArgumentException("seconds must be 1 to 3600, was " + seconds);
    }
    rules = EnumSet.copyOf(rules);
  }

  /** All rules, and no text asked for. */
  public static ConformanceSettings of(StreamAddress address) {
    return new ConformanceSettings(
        address, null, DEFAULT_SECONDS, null, "", EnumSet.allOf(Rule.class));
  }

  /** The same, watched for another time. */
  public ConformanceSettings watching(int otherSeconds) {
    return new ConformanceSettings(address, origin, otherSeconds, promptUrl, prompt, rules);
  }

  @Override
  public String toString() {
    return "ConformanceSettings[" + address + "]";
  }
}
