package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of -conf, however it is written. */
class ConfArgumentTest {

  private static final JsonNode EXPECTED = JsonNodeFactory.instance.objectNode().put("port", 1);

  @TempDir Path folder;

  private static JsonNode json(String... args) {
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
    assertThat(json().isMissingNode()).isTrue();
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
    assertThat(argument.json().path("log").isMissingNode()).isTrue();
  }

  @Test
  void aFileThatHoldsNoObjectIsLeftToTheLauncherToRefuse() throws IOException {
    for (String content : new String[] {"", "null", "[]", "{", "\u0000"}) {
      Path file = folder.resolve("bad.json");
      Files.writeString(file, content);
      assertThat(json("-conf", file.toString()).isObject()).isFalse();
    }
    Path binary = folder.resolve("binary.json");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(json("-conf", binary.toString()).isObject()).isFalse();
  }

  @Test
  void valuesOfAnyLengthAndDepthAreBorne() {
    assertThat(json("-conf", "x".repeat(100_000)).isObject()).isFalse();
    assertThat(json("-conf", "{\"a\":".repeat(100_000)).isObject()).isFalse();
  }
}
