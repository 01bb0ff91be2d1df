package io.wirthforge.schemas;

import io.wirthforge.schemas.EventType.Rank;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * News of something that went wrong, for the people in front of the screen.
 *
 * @param timestamp in milliseconds since the epoch
 */
public record ErrorEvent(long timestamp, Payload payload) implements MeasuredEvent {

  /** {@code error_event} on {@code system}: all are kept. */
  public static final EventType<ErrorEvent> TYPE =
      new EventType<>(
          "error_event",
          "system",
          ErrorEvent.class,
          Rank.SYSTEM,
          new MergePolicy.KeepAll<>(),
          new Retention.Nothing<>(),
          (event, timestampMs, frameNumber) -> new ErrorEvent(timestampMs, event.payload),
          event -> Weights.EVENT + event.payload.weight());

  /**
   * @throws InvalidEventException for a negative timestamp or no payload
   */
  public ErrorEvent {
    Check.timestamp(timestamp);
    Check.present("/payload", payload);
  }

  @Override
  public EventType<ErrorEvent> eventType() {
    return TYPE;
  }

  /**
   * What went wrong.
   *
   * @param severity how much it matters
   * @param code a fixed name such as {@code FRAME_OVERRUN}
   * @param message for people, without any text of theirs; cut to 1000 code points
   * @param component where it went wrong
   * @param details figures that belong to it: JSON values, copied; whole numbers become {@code
   *     Long}, others {@code BigDecimal}
   * @param recoverable whether work goes on by itself, where that is known
   */
  public record Payload(
      Severity severity,
      String code,
      String message,
      Component component,
      @Nullable Map<String, @Nullable Object> details,
      @Nullable Boolean recoverable) {

    /** The longest message, in code points. */
    public static final int MAX_MESSAGE = 1000;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]+");

    /**
     * @throws InvalidEventException naming the member that breaks a rule; in details that is
     *     anything but null, booleans, strings, finite numbers, lists and maps of these
     */
    public Payload {
      Check.present("/payload/severity", severity);
      Check.matching("/payload/code", code, CODE, "^[A-Z0-9_]+$");
      message = SafeText.cut(Check.present("/payload/message", message), MAX_MESSAGE);
      Check.present("/payload/component", component);
      details = details == null ? null : JsonValues.object("/payload/details", details);
    }

    private int weight() {
      return Weights.text(code) + Weights.text(message) + JsonValues.weight(details);
    }
  }

  /** A part of the system. */
  public enum Component implements WireName {
    ORCHESTRATOR,
    DECIPHER,
    WEBSOCKET,
    MODEL,
    UI;

    /**
     * The component of a name on the wire.
     *
     * @throws InvalidEventException where there is none
     */
    public static Component of(String wireName) {
      for (Component component : values()) {
        if (component.wireName().equals(wireName)) {
          return component;
        }
      }
      String known =
          Arrays.stream(values()).map(Component::wireName).collect(Collectors.joining(", "));
      throw Check.refusal("/payload/component", "enum", "string", "one of " + known);
    }
  }
}
