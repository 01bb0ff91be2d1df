package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Draft7;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one place that sets the JSON Schema library up: draft-07 only, nothing fetched, nothing
 * compiled before it is asked for.
 */
final class SchemaEngine {

  private static final Map<String, SchemaDocument> DOCUMENTS =
      Arrays.stream(SchemaDocument.values())
          .collect(Collectors.toUnmodifiableMap(SchemaDocument::id, Function.identity()));

  private static final Dialect DRAFT_7 =
      Dialect.builder(Draft7.getInstance()).keyword(new ClosedProperties()).build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          DRAFT_7,
          builder ->
              builder
                  .schemas(DOCUMENTS::get, SchemaDocument::text)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().preloadSchema(false).build()));

  private static final Map<SchemaDocument, Schema> ROOTS = new ConcurrentHashMap<>();

  private SchemaEngine() {}

  static Schema compile(JsonNode schema) {
    return REGISTRY.getSchema(schema);
  }

  static Schema definition(SchemaDocument document, String name) {
    if (!definitions(document).has(name)) {
      throw new IllegalArgumentException(document.fileName() + " has no definition " + name);
    }
    SchemaLocation location = SchemaLocation.of(document.id() + "#/definitions/" + name);
    return root(document).getRefSchema(location.getFragment());
  }

  /** All definitions of a document, by name. */
  static JsonNode definitions(SchemaDocument document) {
    return root(document).getSchemaNode().path("definitions");
  }

  /** The document whose id a reference begins with; null if it is none of ours. */
  static @Nullable SchemaDocument document(String reference, int idLength) {
    return idLength < 0 ? null : DOCUMENTS.get(reference.substring(0, idLength));
  }

  private static Schema root(SchemaDocument document) {
    return ROOTS.computeIfAbsent(
        document, missing -> REGISTRY.getSchema(SchemaLocation.of(missing.id())));
  }
}
