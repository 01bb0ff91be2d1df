package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.CustomEvent;
import io.wirthforge.schemas.CustomEventType;
import io.wirthforge.schemas.EventType;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An event-bus address whose messages become events, though their publisher knows of no bridge;
 * immutable, with a twin in JSON.
 *
 * <p>A JsonObject is the event's payload as it is; any other body is its member {@code value}.
 *
 * @param address an address, or with {@code *} at its end all that begin so
 * @param type the name of the events
 * @param channel what clients subscribe to
 * @param key the member of the body whose values tell slots apart, as a JSON pointer
 * @param withAddress whether the address is a member of the payload, and tells slots apart
 * @param policy what becomes of messages of one slot
 */
public record ForwardOptions(
    String address,
    String type,
    String channel,
    @Nullable String key,
    boolean withAddress,
    ForwardPolicy policy) {

  /** The member that holds the address, if it is wanted. */
  static final String ADDRESS = "address";

  private static final char ANY = '*';
  private static final Map<ForwardOptions, EventType<CustomEvent>> TYPES =
      new ConcurrentHashMap<>();

  /** Checks each member for itself. */
  public ForwardOptions {
    int any = address.indexOf(ANY);
    if (address.isBlank() || any >= 0 && any < address.length() - 1) {
      throw new IllegalArgumentException(
          "address must be an address, or one with * at its end such as prices.*, was '"
              + address
              + "'");
    }
    if (key != null) {
      JsonPointers.check("key", key);
    }
    if ("system".equals(channel)) {
      throw new IllegalArgumentException(
          "channel must not be system, which reaches every client: name another");
    }
  }

  /** The latest message of an address, under a name made of the address. */
  public ForwardOptions(String address) {
    this(address, nameOf(address), nameOf(address), null, false, ForwardPolicy.latest());
  }

  /**
   * What a JSON object says.
   *
   * @throws IllegalArgumentException for a member that is unknown, or has no meaning
   */
  public ForwardOptions(JsonObject json) {
    this(
        text(checked(json), "address", ""),
        text(json, "type", nameOf(text(json, "address", ""))),
        text(json, "channel", text(json, "type", nameOf(text(json, "address", "")))),
        json.containsKey("key") ? text(json, "key", "") : null,
        flag(json, "withAddress"),
        ForwardPolicy.of(json.getValue("policy")));
  }

  /** As JSON; {@link #ForwardOptions(JsonObject)} takes it back. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("address", address)
            .put("type", type)
            .put("channel", channel)
            .put("withAddress", withAddress)
            .put("policy", policy.toJson());
    return key == null ? json : json.put("key", key);
  }

  /** The same with slots told apart by a member of the body. */
  public ForwardOptions keyedBy(String pointer) {
    return new ForwardOptions(address, type, channel, pointer, withAddress, policy);
  }

  /** The same under another name, on another channel. */
  public ForwardOptions as(String newType, String newChannel) {
    return new ForwardOptions(address, newType, newChannel, key, withAddress, policy);
  }

  /** The same with the address in the payload. */
  public ForwardOptions addressed() {
    return new ForwardOptions(address, type, channel, key, true, policy);
  }

  /** The same with another policy. */
  public ForwardOptions merging(ForwardPolicy newPolicy) {
    return new ForwardOptions(address, type, channel, key, withAddress, newPolicy);
  }

  /** Whether it names all addresses with a beginning. */
  boolean isPattern() {
    return address.charAt(address.length() - 1) == ANY;
  }

  /** The address, or what all of them begin with. */
  String prefix() {
    return isPattern() ? address.substring(0, address.length() - 1) : address;
  }

  /** Whether one of its addresses begins with, or is within, a reserved beginning. */
  boolean reachesInto(String reserved) {
    return prefix().startsWith(reserved) || isPattern() && reserved.startsWith(prefix());
  }

  /**
   * The type of its events; one for equal settings, so that all verticles of a configuration speak
   * of the same.
   *
   * @throws IllegalArgumentException where the settings contradict one another
   */
  EventType<CustomEvent> eventType() {
    return TYPES.computeIfAbsent(this, ForwardOptions::declare);
  }

  private EventType<CustomEvent> declare() {
    if (isPattern() && key == null && !withAddress && !policy.all()) {
      throw new IllegalArgumentException(
          "messages of all addresses would be one slot: name a \"key\" of the body,"
              + " set \"withAddress\", or choose the policy \"all\"");
    }
    if (key != null && policy.all()) {
      throw new IllegalArgumentException("policy \"all\" merges nothing: drop the \"key\"");
    }
    CustomEventType declared = CustomEventType.named(type).onChannel(channel);
    policy.applyTo(declared);
    if (withAddress && !policy.all()) {
      declared.slotKey("/payload/" + ADDRESS);
    }
    if (key != null) {
      declared.slotKey("/payload" + key);
    }
    return declared.build();
  }

  /** {@code prices.eu.*} is {@code prices_eu}. */
  private static String nameOf(String address) {
    return address
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_|_$", "");
  }

  private static JsonObject checked(JsonObject json) {
    if (!KnownKeys.checked(json, ForwardOptions.class).containsKey("address")) {
      throw new IllegalArgumentException("address is missing");
    }
    return json;
  }

  private static String text(JsonObject json, String name, String otherwise) {
    Object value = json.getValue(name, otherwise);
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " must be a text, was " + value);
  }

  private static boolean flag(JsonObject json, String name) {
    Object value = json.getValue(name, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException(name + " must be true or false, was " + value);
  }
}
