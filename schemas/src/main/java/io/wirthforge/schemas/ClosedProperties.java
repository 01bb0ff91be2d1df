package io.wirthforge.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.AdditionalPropertiesValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;

/**
 * The keyword {@code additionalProperties} without a hole: the library skips names that begin with
 * {@code #}, which would let anybody smuggle members into a closed object.
 */
final class ClosedProperties extends AbstractKeyword {

  ClosedProperties() {
    super("additionalProperties");
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
    return new Validator(location, value, parent, context);
  }

  private static final class Validator extends AdditionalPropertiesValidator {

    private final boolean closed;
    private final JsonNode declared;

    Validator(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
      super(location, value, parent, context);
      JsonNode schema = parent.getSchemaNode();
      this.closed = value.isBoolean() && !value.booleanValue() && !schema.has("patternProperties");
      this.declared = schema.path("properties");
    }

    @Override
    protected void validate(
        ExecutionContext context, JsonNode node, JsonNode root, NodePath at, boolean walk) {
      super.validate(context, node, root, at, walk);
      if (!closed || !node.isObject()) {
        return;
      }
      for (var member : node.properties()) {
        String name = member.getKey();
        if (name.startsWith("#") && !declared.has(name)) {
          context.addError(
              error()
                  .instanceNode(node)
                  .property(name)
                  .instanceLocation(at)
                  .evaluationPath(context.getEvaluationPath())
                  .arguments(name)
                  .build());
        }
      }
    }
  }
}
