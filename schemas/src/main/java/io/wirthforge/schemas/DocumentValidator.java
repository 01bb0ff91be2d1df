package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSON Schema (draft-07) that tells what is wrong with a document without repeating any
 * of it. Safe for use by many threads.
 *
 * <p>It never loads anything from outside: a {@code $ref} leads within the schema or to one of the
 * {@link SchemaDocument}s.
 */
public final class DocumentValidator {

  /** More violations than these tell nothing new, and hostile documents could have a million. */
  static final int MAX_VIOLATIONS = 20;

  private final Schema schema;
  private final @Nullable QuickSchema quick;

  private DocumentValidator(Schema schema, @Nullable QuickSchema quick) {
    this.schema = schema;
    this.quick = quick;
    schema.initializeValidators();
  }

  /**
   * Compiles a schema.
   *
   * @throws IllegalArgumentException where it is none of draft-07, or refers to what isn't there
   */
  public static DocumentValidator of(JsonNode schema) {
    if (!schema.isObject() && !schema.isBoolean()) {
      throw new IllegalArgumentException(
          "a JSON Schema must be an object: " + schema.getNodeType());
    }
    try {
      return new DocumentValidator(
          SchemaEngine.compile(schema.deepCopy()), QuickSchema.of(schema.deepCopy(), null));
    } catch (SchemaException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a usable draft-07 JSON Schema: " + e.getMessage(), e);
    }
  }

  static DocumentValidator shipped(SchemaDocument document, String definition) {
    Schema schema = SchemaEngine.definition(document, definition);
    JsonNode tree = SchemaEngine.definitions(document).path(definition);
    return new DocumentValidator(schema, QuickSchema.of(tree, document));
  }

  /** Every rule the document breaks, at most the first 20; empty where it is valid. */
  public List<Violation> validate(JsonNode document) {
    var found = new ArrayList<Violation>();
    JsonNode canonical = JsonTrees.canonical(document, "", found);
    if (found.isEmpty()) {
      return validateCanonical(canonical, "");
    }
    return List.copyOf(found.subList(0, Math.min(found.size(), MAX_VIOLATIONS)));
  }

  /**
   * The same for a tree in its one form.
   *
   * @param pointer where the tree stands in its document
   */
  List<Violation> validateCanonical(JsonNode tree, String pointer) {
    if (quick != null && quick.accepts(tree)) {
      return List.of();
    }
    return schema.validate(tree).stream()
        .map(error -> Violations.of(error, pointer))
        .distinct()
        .limit(MAX_VIOLATIONS)
        .toList();
  }
}
