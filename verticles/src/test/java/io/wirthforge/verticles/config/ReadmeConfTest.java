package io.wirthforge.verticles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.model.server.ServerPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every configuration that the README shows can be used. */
class ReadmeConfTest {

  private static final Pattern CONF = Pattern.compile("-conf '(\\{.*})'");

  @Test
  void everyConfigurationInTheReadmeIsValid() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    List<String> shown = CONF.matcher(readme).results().map(MatchResult::group).toList();
    assertThat(shown).hasSizeGreaterThan(3);
    for (MatchResult each : CONF.matcher(readme).results().toList()) {
      assertThatCode(() -> use(new JsonObject(each.group(1)))).doesNotThrowAnyException();
    }
  }

  private static void use(JsonObject set) {
    AppConfig config = AppConfig.of(set);
    ModelConfig model = config.model();
    assertThat(config.bridgeOptions().port()).isNotNegative();
    ServerPlan.of(model.source(), model.url(), model.servers(), model.allowRemote());
  }
}
