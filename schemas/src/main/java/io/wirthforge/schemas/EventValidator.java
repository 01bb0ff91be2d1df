package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The judge of events that arrive as JSON. It looks at {@code type} first and then applies the
 * schema of that one type, so that what it reports is what is wrong, not a list of types the event
 * isn't. Schemas are compiled when first needed. Safe for use by many threads.
 */
public final class EventValidator {

  private final EventCatalog catalog;
  private final Map<String, DocumentValidator> schemas = new ConcurrentHashMap<>();

  /** A judge of the events of a catalog. */
  public EventValidator(EventCatalog catalog) {
    this.catalog = catalog;
  }

  /** Every rule the event breaks, at most the first 20; empty where it is valid. */
  public List<Violation> validate(JsonNode event) {
    return check(event).violations();
  }

  /**
   * What came of a check.
   *
   * @param event a copy of the event in its one form; of use only without violations
   */
  record Checked(JsonNode event, List<Violation> violations) {}

  Checked check(JsonNode event) {
    var found = new ArrayList<Violation>();
    JsonNode canonical = JsonTrees.canonical(event, "", found);
    if (found.isEmpty()) {
      found.addAll(violations(canonical));
    }
    int reported = Math.min(found.size(), DocumentValidator.MAX_VIOLATIONS);
    return new Checked(canonical, List.copyOf(found.subList(0, reported)));
  }

  private List<Violation> violations(JsonNode event) {
    if (!event.isObject()) {
      return List.of(new Violation("", "type", ValueKind.of(event), "object"));
    }
    JsonNode type = event.get("type");
    if (type == null) {
      return List.of(new Violation("/type", "required", "missing", "member"));
    }
    if (!type.isTextual()) {
      return List.of(new Violation("/type", "type", ValueKind.of(type), "string"));
    }
    EventType<?> eventType = catalog.find(type.textValue());
    if (eventType == null) {
      String known = "one of " + String.join(", ", catalog.names());
      return List.of(new Violation("/type", "enum", "string", known));
    }
    List<Violation> found = schemaOf(eventType).validateCanonical(event, "");
    return found.isEmpty() && eventType.stamp() instanceof CustomShape shape
        ? shape.violations(event.get("payload"))
        : found;
  }

  private DocumentValidator schemaOf(EventType<?> type) {
    DocumentValidator known = schemas.get(type.name());
    if (known != null) {
      return known;
    }
    DocumentValidator compiled =
        type.stamp() instanceof CustomShape shape
            ? DocumentValidator.of(shape.envelopeSchema())
            : SchemaDocument.EVENTS.definition(type.name());
    schemas.put(type.name(), compiled);
    return compiled;
  }
}
