package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever can be set in code can be set in JSON, and the other way round. */
class OptionsTwinsTest {

  private static final JsonObject FULL =
      new JsonObject("{\"address\":\"a\",\"key\":\"/k\",\"readyEvent\":\"startup_complete\"}");

  @Test
  void everyOptionsClassHasATwinInJsonWithAllItsMembers() throws Exception {
    List<Class<?>> options = optionsClasses();

    assertThat(options).contains(FrameBridgeOptions.class, ForwardOptions.class);
    for (Class<?> type : options) {
      Object given = type.getConstructor(JsonObject.class).newInstance(membersOf(type));
      JsonObject json = (JsonObject) type.getMethod("toJson").invoke(given);

      assertThat(json.fieldNames())
          .as(type.getSimpleName())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
      assertThat(type.getConstructor(JsonObject.class).newInstance(json)).isEqualTo(given);
      assertThat(type.getConstructor(JsonObject.class).newInstance(new JsonObject(json.encode())))
          .isEqualTo(given);
    }
  }

  private static JsonObject membersOf(Class<?> type) {
    JsonObject own = new JsonObject();
    for (RecordComponent member : type.getRecordComponents()) {
      if (FULL.containsKey(member.getName())) {
        own.put(member.getName(), FULL.getValue(member.getName()));
      }
    }
    return own;
  }

  private static List<Class<?>> optionsClasses() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.wirthforge.bridge")
            .stream()
            .filter(type -> type.getSimpleName().endsWith("Options"))
            .<Class<?>>map(JavaClass::reflect)
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .toList();
  }
}
