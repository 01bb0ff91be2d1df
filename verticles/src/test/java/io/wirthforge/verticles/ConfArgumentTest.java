package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of -conf, however it is written. */
class ConfArgumentTest {

  private static final JsonObject EXPECTED = new JsonObject().put("port", 1);

  @TempDir Path folder;

  private static JsonObject json(String... args) {
    return ConfArgument.in(args).json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-conf", "--conf", "-CONF", "--Conf"})
  void itMayFollowItsNameOrAnEqualsSign(String name) {
    assertThat(json(name, "{\"port\":1}")).isEqualTo(EXPECTED);
    assertThat(json(name + "={\"port\":1}")).isEqualTo(EXPECTED);
    assertThat(json("--instances", "1", name, "{\"port\":1}", "-w")).isEqualTo(EXPECTED);
  }

  @Test
  void itMayNameAFile() throws IOException {
    Path file = folder.resolve("größe conf.json");
    Files.writeString(file, "{\"port\":1}");
    assertThat(json("-conf", file.toString())).isEqualTo(EXPECTED);
    assertThat(json("-conf=" + file)).isEqualTo(EXPECTED);
  }

  @Test
  void withoutItThereIsNothing() {
    assertThat(ConfArgument.in(new String[0]).isGiven()).isFalse();
    assertThat(json()).isEqualTo(new JsonObject());
    assertThat(ConfArgument.in(new String[] {"-config", "x", "conf"}).isGiven()).isFalse();
    assertThat(ConfArgument.in(new String[] {"-conf"}).isGiven()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "[1]",
        "5",
        "null",
        "true",
        "\"x\"",
        "{\"a\":}",
        "nowhere.json",
        "/",
        "/dev/null",
        "\u0000",
        "{} {}",
        "not json"
      })
  void whatIsNoObjectIsLeftToTheLauncherToRefuse(String value) {
    ConfArgument argument = ConfArgument.in(new String[] {"-conf", value});
    assertThat(argument.isGiven()).isTrue();
    assertThat(argument.json()).isNotNull();
    assertThat(argument.json().fieldNames()).isEmpty();
  }

  @Test
  void aFileThatHoldsNoObjectIsLeftToTheLauncherToRefuse() throws IOException {
    for (String content : new String[] {"", "null", "[]", "{", "\u0000", "{} trailing"}) {
      Path file = folder.resolve("bad.json");
      Files.writeString(file, content);
      assertThat(json("-conf", file.toString()).fieldNames()).isEmpty();
    }
    Path binary = folder.resolve("binary.json");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(json("-conf", binary.toString()).fieldNames()).isEmpty();
  }

  @Test
  void valuesOfAnyLengthAndDepthAreBorne() {
    assertThat(json("-conf", "x".repeat(100_000)).fieldNames()).isEmpty();
    assertThat(json("-conf", "{\"a\":".repeat(100_000)).fieldNames()).isEmpty();
  }
}
