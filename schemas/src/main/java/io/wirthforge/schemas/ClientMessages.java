package io.wirthforge.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.ClientMessage.Ack;
import io.wirthforge.schemas.ClientMessage.HeartbeatResponse;
import io.wirthforge.schemas.ClientMessage.SetRate;
import io.wirthforge.schemas.ClientMessage.Subscribe;
import io.wirthforge.schemas.ClientMessage.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reader of what clients send. Nothing they send makes it fail. */
public final class ClientMessages {

  /** What came of a text: a message, or the reason why it is none. */
  public sealed interface Parsed permits ClientMessage, Unsupported {}

  /**
   * A text that is no message.
   *
   * @param reason one short phrase that repeats nothing of the text, such as {@code /maxFrameRate:
   *     maximum 60}
   */
  public record Unsupported(String reason) implements Parsed {}

  private record Kind(DocumentValidator schema, Function<JsonNode, ClientMessage> read) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "heartbeat_response", kind("heartbeatResponse", ClientMessages::heartbeatResponse),
          "subscribe", kind("subscribe", ClientMessages::subscribe),
          "set_rate", kind("setRate", json -> new SetRate(json.get("maxFrameRate").intValue())),
          "ack", kind("ack", json -> new Ack(json.get("frameNumber").longValue())),
          "visibility",
              kind("visibility", json -> new Visibility(json.get("hidden").booleanValue())));

  private ClientMessages() {}

  private static Kind kind(String definition, Function<JsonNode, ClientMessage> read) {
    return new Kind(SchemaDocument.MESSAGES.definition(definition), read);
  }

  /** The message that a text holds, or why it holds none. Never throws. */
  public static Parsed parse(String text) {
    Ack ack = PlainAck.read(text);
    return ack == null ? parseTree(text) : ack;
  }

  /** The same for all texts, by way of a tree. */
  static Parsed parseTree(String text) {
    if (text.length() > JsonMappers.MAX_CLIENT_DOCUMENT) {
      return new Unsupported("too long");
    }
    JsonNode json;
    try {
      json = JsonMappers.CLIENT.readTree(text);
    } catch (StreamConstraintsException e) {
      return new Unsupported("too deep or too long");
    } catch (JsonProcessingException e) {
      return new Unsupported("not JSON");
    } catch (NumberFormatException e) { // where an exponent has ten digits
      return new Unsupported("a number too large");
    }
    return json.isMissingNode() ? new Unsupported("not JSON") : read(json);
  }

  private static Parsed read(JsonNode json) {
    if (!json.isObject()) {
      return new Unsupported("not an object");
    }
    Kind kind = KINDS.get(json.path("type").asText());
    if (kind == null) {
      return new Unsupported("unknown type");
    }
    var found = new ArrayList<Violation>();
    JsonNode canonical = JsonTrees.canonical(json, "", found);
    if (found.isEmpty()) {
      found.addAll(kind.schema.validateCanonical(canonical, ""));
    }
    return found.isEmpty() ? kind.read.apply(canonical) : new Unsupported(reason(found.get(0)));
  }

  private static String reason(Violation violation) {
    return switch (violation.rule()) {
      // The only rules whose place may be a name that the client chose.
      case "additionalProperties" -> "unknown member";
      case "finite" -> "a number too large";
      default -> violation.pointer() + ": " + violation.rule() + " " + violation.expected();
    };
  }

  private static HeartbeatResponse heartbeatResponse(JsonNode json) {
    JsonNode clientTime = json.get("clientTime");
    return new HeartbeatResponse(
        json.get("sequence").longValue(), clientTime == null ? null : clientTime.longValue());
  }

  private static Subscribe subscribe(JsonNode json) {
    return new Subscribe(texts(json.get("channels")), optionalTexts(json.get("models")));
  }

  private static @Nullable List<String> optionalTexts(@Nullable JsonNode array) {
    return array == null ? null : texts(array);
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>(array.size());
    array.forEach(item -> texts.add(item.textValue()));
    return texts;
  }
}
