package io.wirthforge.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record and its schema have the same members, of the same kinds, and require the same ones. */
class RecordMembersTest {

  private static final JsonNode EVENTS = Samples.json(SchemaDocument.EVENTS.text());
  private static final JsonNode MESSAGES = Samples.json(SchemaDocument.MESSAGES.text());
  private static final String OTHER_FILE = SchemaDocument.EVENTS.id();
  private static final Set<String> ENVELOPE = Set.of("type", "channel");

  static Stream<Arguments> events() {
    return EventCatalog.wirthforge().names().stream()
        .map(name -> Arguments.of(name, EventCatalog.wirthforge().find(name).javaType()));
  }

  static Stream<Arguments> clientMessages() {
    return Stream.of(ClientMessage.class.getPermittedSubclasses())
        .map(
            type -> {
              String name = type.getSimpleName();
              return Arguments.of(Character.toLowerCase(name.charAt(0)) + name.substring(1), type);
            });
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventHasTheMembersOfItsSchema(String name, Class<?> type) {
    assertSame(EVENTS.at("/definitions/" + name), type, name);
  }

  @ParameterizedTest
  @MethodSource("clientMessages")
  void aClientMessageHasTheMembersOfItsSchema(String definition, Class<?> type) {
    JsonNode schema = MESSAGES.at("/definitions/" + definition);
    assertThat(schema.isObject()).as(definition).isTrue();
    assertSame(schema, type, definition);
  }

  @Test
  void everyMessageOfClientsHasARecord() {
    List<String> inSchema = new ArrayList<>();
    MESSAGES
        .at("/definitions/clientMessage/oneOf")
        .forEach(each -> inSchema.add(each.path("$ref").asText().replace("#/definitions/", "")));
    assertThat(clientMessages().map(each -> (String) each.get()[0]))
        .containsExactlyInAnyOrderElementsOf(inSchema);
  }

  private static void assertSame(JsonNode given, Class<?> type, String at) {
    JsonNode schema = resolved(given);
    Set<String> required = texts(schema.path("required"));
    Set<String> members = new HashSet<>();
    schema.path("properties").fieldNames().forEachRemaining(members::add);
    members.removeAll(ENVELOPE); // Constants, which the record's class stands for.
    required.removeAll(ENVELOPE);
    Set<String> components = new HashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      components.add(name);
      assertThat(isOptional(component)).as(at + "." + name).isEqualTo(!required.contains(name));
      assertKind(schema.at("/properties/" + name), component.getGenericType(), at + "." + name);
    }
    assertThat(components).as(at).isEqualTo(members);
  }

  private static void assertKind(JsonNode given, Type type, String at) {
    JsonNode schema = resolved(given);
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      assertThat(schema.path("type").asText()).as(at).isEqualTo("array");
      assertKind(schema.path("items"), list.getActualTypeArguments()[0], at + "[]");
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      assertSame(schema, plain, at);
    } else if (type instanceof Class<?> plain && plain.isEnum()) {
      assertThat(texts(schema.path("enum"))).as(at).isEqualTo(wireNames(plain));
    } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      assertThat(schema.path("type").asText()).as(at).isEqualTo("object");
    } else {
      assertThat(schema.has("const") ? constantKind(schema) : schema.path("type").asText())
          .as(at)
          .isEqualTo(kindOf(type, at));
    }
  }

  private static String constantKind(JsonNode schema) {
    return schema.path("const").isIntegralNumber() ? "integer" : "string";
  }

  private static String kindOf(Type type, String at) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "integer";
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return "number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    assertThat(type).as(at).isEqualTo(String.class);
    return "string";
  }

  private static Set<String> wireNames(Class<?> type) {
    Set<String> names = new HashSet<>();
    for (Object constant : type.getEnumConstants()) {
      names.add(((WireName) constant).wireName());
    }
    return names;
  }

  private static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    if (reference.isEmpty()) {
      return schema;
    }
    String pointer = reference.substring(reference.indexOf('#') + 1);
    return (reference.startsWith(OTHER_FILE) || EVENTS.at(pointer).isObject() ? EVENTS : MESSAGES)
        .at(pointer);
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
