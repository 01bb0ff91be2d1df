package io.wirthforge.bridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import io.wirthforge.schemas.Event;
import io.wirthforge.schemas.EventCatalog;
import io.wirthforge.schemas.InvalidEventException;

/** Makes events of JsonObjects, which may leave out what only the frame can know. */
final class JsonEvents {

  private final EventCatalog catalog;
  private final long maxEventBytes;

  JsonEvents(EventCatalog catalog, long maxEventBytes) {
    this.catalog = catalog;
    this.maxEventBytes = maxEventBytes;
  }

  /**
   * The event that a JsonObject describes.
   *
   * @throws InvalidEventException if it describes none; says where and which rule it breaks
   */
  Event decode(JsonObject object) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    new JsonTree(maxEventBytes).copy(object, tree);
    return bounded(catalog.decodePublished(tree));
  }

  /**
   * The same event, whichever way it came.
   *
   * @throws InvalidEventException if it weighs too much
   */
  Event bounded(Event event) {
    if (event.eventType().weightOf(event) > maxEventBytes) {
      throw Refusals.tooLarge(maxEventBytes);
    }
    return event;
  }
}
