package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.Upgrade;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Comes from where no page of the server's can come from. */
final class AccessScenario implements Scenario {

  private static final List<String> ORIGINS = List.of("http://evil.example", "null");

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.ORIGIN_REFUSED, Rule.HOST_REFUSED);
  }

  @Override
  public void play(Stage stage) throws IOException {
    Upgrade plain = stage.upgrade(WireProtocol.EVENTS);
    for (String origin : ORIGINS) {
      stage
          .findings()
          .add(Rule.ORIGIN_REFUSED, refused(plain.withOrigin(origin), "Origin: " + origin));
    }
    String host = "evil.example:" + stage.settings().address().port();
    stage.findings().add(Rule.HOST_REFUSED, refused(plain.withHost(host), "Host: " + host));
  }

  private static Finding refused(Upgrade upgrade, String header) throws IOException {
    int status = Stage.status(upgrade);
    return status == 403
        ? Finding.pass(header)
        : Finding.fail(status == 101 ? "%s is let in" : "%s is answered by %d", header, status);
  }
}
