package io.wirthforge.bridge;

import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.RecordingLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a bridge, each with a default; immutable, with a twin in JSON.
 *
 * @param root the first part of every event-bus address
 * @param path the path of the WebSocket
 * @param host the address to listen on
 * @param port the port to listen on
 * @param portTries how many ports to try from {@code port} on; 1 makes a taken port an error
 * @param auth who may connect
 * @param allowedOrigins origins other than the server's own that a page may come from
 * @param allowedHosts hosts other than the server's own that a request may be meant for, such as a
 *     proxy's, each as browsers send it: {@code app.example}, or {@code app.example:8443}
 * @param authorizationTimeoutMs how long an {@link Authorizer} may think about a request
 * @param contributionWindowMs how long a frame waits for contributors
 * @param maxEventsPerTick how many events a frame takes without conditions
 * @param maxEventBytes how large an event may be, roughly
 * @param ringSeconds how far back a client can resume
 * @param maxClients how many clients may be connected
 * @param maxPendingBytes how many bytes of text and lossless events may wait for one client
 * @param sendBufferBytes the socket's send buffer; below 64 KiB, loopback is a thousand times
 *     slower for frames larger than it
 * @param ackWindow how many frames may be under way to a client, sent and not confirmed
 * @param forward event-bus addresses of others whose messages become events
 * @param readyEvent the event type that must have been published before clients are let in; null
 *     lets them in from the first frame on
 */
public record FrameBridgeOptions(
    String root,
    String path,
    String host,
    int port,
    int portTries,
    AuthMode auth,
    List<String> allowedOrigins,
    List<String> allowedHosts,
    int authorizationTimeoutMs,
    int contributionWindowMs,
    int maxEventsPerTick,
    int maxEventBytes,
    int ringSeconds,
    int maxClients,
    int maxPendingBytes,
    int sendBufferBytes,
    int ackWindow,
    List<ForwardOptions> forward,
    @Nullable String readyEvent) {

  public static final String DEFAULT_ROOT = "wirthforge";
  public static final String DEFAULT_PATH = "/ws";
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8145;
  public static final int DEFAULT_PORT_TRIES = 10;
  public static final int DEFAULT_AUTHORIZATION_TIMEOUT_MS = 5000;
  public static final int DEFAULT_CONTRIBUTION_WINDOW_MS = 4;
  public static final int DEFAULT_MAX_EVENTS_PER_TICK = 10_000;
  public static final int DEFAULT_MAX_EVENT_BYTES = 4 << 20;
  public static final int DEFAULT_RING_SECONDS = 10;
  public static final int DEFAULT_MAX_CLIENTS = 256;
  public static final int DEFAULT_MAX_PENDING_BYTES = 4 << 20;
  public static final int DEFAULT_SEND_BUFFER_BYTES = 65_536;
  public static final int DEFAULT_ACK_WINDOW = 15;

  /** Checks every range and takes copies of the lists. */
  public FrameBridgeOptions {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedHosts = List.copyOf(allowedHosts);
    forward = List.copyOf(forward);
    ProxyNames.check(allowedHosts, allowedOrigins);
    if (root.isBlank()) {
      throw new IllegalArgumentException("root must not be blank");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must start with '/', was '" + path + "'");
    }
    Forwards.check(forward, root);
    requireRange("authorizationTimeoutMs", authorizationTimeoutMs, 1, 60_000);
    requireRange("port", port, 0, 65_535);
    requireRange("portTries", portTries, 1, 100);
    requireRange("contributionWindowMs", contributionWindowMs, 0, 16);
    requireRange("maxEventsPerTick", maxEventsPerTick, 1, 1_000_000);
    requireRange("maxEventBytes", maxEventBytes, 1024, 64 << 20);
    requireRange("ringSeconds", ringSeconds, 1, 600);
    requireRange("maxClients", maxClients, 1, 100_000);
    requireRange("maxPendingBytes", maxPendingBytes, 1024, 1 << 30);
    requireRange("sendBufferBytes", sendBufferBytes, 4096, 16 << 20);
    requireRange("ackWindow", ackWindow, 1, 600);
  }

  /** The defaults. */
  public FrameBridgeOptions() {
    this(new JsonObject());
  }

  /**
   * The defaults, and what a JSON object sets of them.
   *
   * @throws IllegalArgumentException if a setting does not exist, or its value has no meaning
   */
  public FrameBridgeOptions(JsonObject json) {
    this(
        KnownKeys.checked(json, FrameBridgeOptions.class).getString("root", DEFAULT_ROOT),
        json.getString("path", DEFAULT_PATH),
        json.getString("host", DEFAULT_HOST),
        json.getInteger("port", DEFAULT_PORT),
        json.getInteger("portTries", DEFAULT_PORT_TRIES),
        AuthMode.named(json.getString("auth", AuthMode.platformDefault().configName())),
        Json.strings(json.getJsonArray("allowedOrigins")),
        Json.strings(json.getJsonArray("allowedHosts")),
        json.getInteger("authorizationTimeoutMs", DEFAULT_AUTHORIZATION_TIMEOUT_MS),
        json.getInteger("contributionWindowMs", DEFAULT_CONTRIBUTION_WINDOW_MS),
        json.getInteger("maxEventsPerTick", DEFAULT_MAX_EVENTS_PER_TICK),
        json.getInteger("maxEventBytes", DEFAULT_MAX_EVENT_BYTES),
        json.getInteger("ringSeconds", DEFAULT_RING_SECONDS),
        json.getInteger("maxClients", DEFAULT_MAX_CLIENTS),
        json.getInteger("maxPendingBytes", DEFAULT_MAX_PENDING_BYTES),
        json.getInteger("sendBufferBytes", DEFAULT_SEND_BUFFER_BYTES),
        json.getInteger("ackWindow", DEFAULT_ACK_WINDOW),
        Forwards.of(json.getJsonArray("forward")),
        json.getString("readyEvent"));
  }

  /** The settings as JSON; {@link #FrameBridgeOptions(JsonObject)} takes them back. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("root", root)
            .put("path", path)
            .put("host", host)
            .put("port", port)
            .put("portTries", portTries)
            .put("auth", auth.configName())
            .put("allowedOrigins", Json.array(allowedOrigins))
            .put("allowedHosts", Json.array(allowedHosts))
            .put("authorizationTimeoutMs", authorizationTimeoutMs)
            .put("contributionWindowMs", contributionWindowMs)
            .put("maxEventsPerTick", maxEventsPerTick)
            .put("maxEventBytes", maxEventBytes)
            .put("ringSeconds", ringSeconds)
            .put("maxClients", maxClients)
            .put("maxPendingBytes", maxPendingBytes)
            .put("sendBufferBytes", sendBufferBytes)
            .put("ackWindow", ackWindow)
            .put("forward", Forwards.toJson(forward));
    return readyEvent == null ? json : json.put("readyEvent", readyEvent);
  }

  /** The same, with clients let in as they were where a recording was made. */
  public FrameBridgeOptions as(RecordingLine.Header recorded) {
    JsonObject json = toJson();
    json.remove("readyEvent");
    return new FrameBridgeOptions(
        recorded.readyEvent() == null ? json : json.put("readyEvent", recorded.readyEvent()));
  }

  /** The event-bus addresses under the root. */
  public Addresses addresses() {
    return new Addresses(root);
  }

  private static void requireRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be " + low + " to " + high + ", was " + value);
    }
  }
}
