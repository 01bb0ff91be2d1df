package io.wirthforge.bridge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it connects.
 *
 * @param mode the wire mode
 * @param filter from {@code channels} and {@code models}
 * @param maxFrameRate from {@code rate}
 * @param resume from {@code resume}, or null
 */
record UpgradeRequest(
    WireMode mode, ClientFilter filter, int maxFrameRate, @Nullable Position resume) {

  /** Where a client left a stream. */
  record Position(String epoch, long frameNumber) {}

  private static final Pattern POSITION = Pattern.compile("([a-z0-9]{1,16}):(\\d{1,15})");
  private static final Pattern MODELS = Pattern.compile("[a-zA-Z0-9_-]++(?:,[a-zA-Z0-9_-]++)*+");
  private static final Pattern RATE = Pattern.compile("[1-9]|[1-5]\\d|60");

  /** A query parameter that has no meaning. */
  static final class BadParameterException extends RuntimeException {
    private final transient CloseReason reason;

    BadParameterException(String name, String demand) {
      super(name + " " + demand, null, false, false);
      this.reason = CloseReason.badParameter(name, demand);
    }

    CloseReason reason() {
      return reason;
    }
  }

  /** The sub-protocols a request offers, in its order. */
  static List<String> offeredProtocols(HttpServerRequest request) {
    List<String> offered = new ArrayList<>();
    for (String header : request.headers().getAll("Sec-WebSocket-Protocol")) {
      Arrays.stream(header.split(",")).map(String::trim).forEach(offered::add);
    }
    return offered;
  }

  /**
   * Reads the query.
   *
   * @param channels the channels there are
   * @throws BadParameterException if a parameter has no meaning
   */
  static UpgradeRequest read(MultiMap query, WireMode mode, Set<String> channels) {
    return new UpgradeRequest(
        mode,
        new ClientFilter(channels(query.get("channels"), channels), models(query.get("models"))),
        rate(query.get("rate")),
        position(query));
  }

  /**
   * The same for a client that may not see everything.
   *
   * @throws BadParameterException if it names what the client may not see
   */
  UpgradeRequest within(Permission permission) {
    if (!permission.covers(filter.channels(), null)) {
      throw new BadParameterException("channels", "must name channels this client may see");
    }
    if (!permission.covers(null, filter.models())) {
      throw new BadParameterException("models", "must name models this client may see");
    }
    return new UpgradeRequest(mode, permission.within(filter), maxFrameRate, resume);
  }

  private static @Nullable Set<String> channels(@Nullable String value, Set<String> channels) {
    if (value == null) {
      return null;
    }
    Set<String> wanted = new HashSet<>(Arrays.asList(value.split(",")));
    if (!channels.containsAll(wanted)) {
      throw new BadParameterException("channels", "must name channels that exist");
    }
    return wanted;
  }

  private static @Nullable Set<String> models(@Nullable String value) {
    if (value == null) {
      return null;
    }
    if (!MODELS.matcher(value).matches()) {
      throw new BadParameterException("models", "must be model ids, with commas between them");
    }
    return new HashSet<>(Arrays.asList(value.split(",")));
  }

  private static int rate(@Nullable String value) {
    if (value == null) {
      return FrameClock.FRAME_RATE;
    }
    if (!RATE.matcher(value).matches()) {
      throw new BadParameterException("rate", "must be 1 to 60");
    }
    return Integer.parseInt(value);
  }

  private static @Nullable Position position(MultiMap query) {
    String value = query.get("resume");
    if (value == null) {
      return null;
    }
    Matcher matcher = POSITION.matcher(value);
    if (!matcher.matches()) {
      throw new BadParameterException("resume", "must be <epoch>:<frame>");
    }
    return new Position(matcher.group(1), Long.parseLong(matcher.group(2)));
  }
}
