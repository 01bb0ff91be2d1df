package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second user of the machine, for which somebody must be allowed to become one: root. */
class AnotherUserTest {

  private static final String NOBODY = "65534";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void isRefusedWithoutAByteOfTheStreamAndTheSameUserIsNot(String host) throws Exception {
    assumeTrue(PeerIdentity.ownUid() == 0, "only root can become another user");
    JsonObject settings = new JsonObject().put("auth", "same-user").put("host", host);
    try (BridgeRig rig = BridgeRig.verticlesWithoutFrames(settings)) {
      rig.startFrames();
      Eventually.until(
          "the same user to be let in", () -> ask(rig, host, List.of()).contains(" 101 "));
      double connections = rig.count("wirthforge.connections");
      String answer = ask(rig, host, List.of("setpriv", "--reuid=" + NOBODY, "--clear-groups"));

      assertThat(answer).startsWith("HTTP/1.1 403 ");
      assertThat(answer).contains("this server is not for you").doesNotContain("energy", "welcome");
      assertThat(rig.count("wirthforge.connections")).isEqualTo(connections);
      assertThat(rig.count("wirthforge.connections.refused", "reason", "identity")).isEqualTo(1);
    }
  }

  @Test
  void getsNothingFromARouteBesideTheSocketEither() throws Exception {
    assumeTrue(PeerIdentity.ownUid() == 0, "only root can become another user");
    try (BridgeRig rig = BridgeRig.verticles(new JsonObject().put("auth", "same-user"))) {
      List<String> nobody = List.of("setpriv", "--reuid=" + NOBODY, "--clear-groups");
      String script = request(rig, "127.0.0.1", "/elsewhere", "");

      assertThat(run(List.of(), script)).startsWith("HTTP/1.1 404 ");
      assertThat(run(nobody, script)).startsWith("HTTP/1.1 403 ");
    }
  }

  private static String ask(BridgeRig rig, String host, List<String> as) {
    String upgrade =
        "Upgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n";
    try {
      return run(as, request(rig, host, "/ws", upgrade));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What bash is to do: send a request and show what comes within two seconds. */
  private static String request(BridgeRig rig, String host, String path, String more) {
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + rig.port();
    return "exec 3<>/dev/tcp/%s/%d; printf 'GET %s HTTP/1.1\\r\\nHost: %s\\r\\n%s\\r\\n' >&3; timeout 2 cat <&3"
        .formatted(host, rig.port(), path, authority, more);
  }

  private static String run(List<String> as, String script)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(as);
    command.addAll(List.of("bash", "-c", script));
    Process client =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String answer = new String(client.getInputStream().readAllBytes());
    assertThat(client.waitFor(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return answer;
  }
}
