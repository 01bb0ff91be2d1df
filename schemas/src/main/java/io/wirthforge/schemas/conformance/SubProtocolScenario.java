package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.RefusedException;
import io.wirthforge.schemas.client.Upgrade;
import io.wirthforge.schemas.client.WireSocket;
import java.io.IOException;
import java.util.Set;

/** Offers sub-protocols in several ways, and learns by it whether there is a frames mode. */
final class SubProtocolScenario implements Scenario {

  private static final String EVENTS = WireProtocol.EVENTS.subProtocol();
  private static final String FRAMES = WireProtocol.FRAMES.subProtocol();
  private static final String UNKNOWN = "wirthforge.unknown.v9";

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.SUBPROTOCOL_AGREED, Rule.SUBPROTOCOL_UNKNOWN);
  }

  @Override
  public void play(Stage stage) throws IOException {
    Findings findings = stage.findings();
    int status = Stage.status(offer(stage, UNKNOWN));
    findings.add(
        Rule.SUBPROTOCOL_UNKNOWN,
        status == 400 ? Finding.pass("400") : Finding.fail("answered by %d", status));
    findings.add(Rule.SUBPROTOCOL_AGREED, agreed(stage, ""));
    findings.add(Rule.SUBPROTOCOL_AGREED, agreed(stage, EVENTS, EVENTS));
    String answer = answer(offer(stage, FRAMES));
    if (answer.equals("400") || answer.isEmpty()) {
      String how = answer.isEmpty() ? "no sub-protocol" : answer;
      skipFrames(findings, "frames mode is not offered: " + FRAMES + " is answered by " + how);
    } else if (answer.equals(FRAMES)) {
      findings.add(Rule.SUBPROTOCOL_AGREED, agreed(stage, FRAMES, FRAMES, EVENTS));
      findings.add(Rule.SUBPROTOCOL_AGREED, agreed(stage, EVENTS, UNKNOWN, EVENTS, FRAMES));
      stage.offerFrames();
    } else {
      findings.add(Rule.SUBPROTOCOL_AGREED, Finding.fail("%s is answered by another", FRAMES));
      skipFrames(findings, "frames mode was not agreed upon; see subprotocol.agreed");
    }
  }

  private static void skipFrames(Findings findings, String why) {
    for (Rule rule : Rule.values()) {
      if (rule.isOfFramesMode()) {
        findings.add(rule, Finding.skipped(why));
      }
    }
  }

  private static Finding agreed(Stage stage, String expected, String... offered)
      throws IOException {
    String answer = answer(offer(stage, offered));
    String offer = offered.length == 0 ? "none" : String.join(", ", offered);
    return answer.equals(expected)
        ? Finding.pass("the first it knows")
        : Finding.fail("%s is answered by another", offer);
  }

  private static Upgrade offer(Stage stage, String... subProtocols) {
    return Upgrade.to(stage.settings().address(), subProtocols)
        .withOrigin(stage.settings().origin());
  }

  /** The sub-protocol chosen, or the status where none was. */
  private static String answer(Upgrade upgrade) throws IOException {
    try (WireSocket socket = WireSocket.open(upgrade)) {
      return socket.subProtocol();
    } catch (RefusedException e) {
      return String.valueOf(e.status());
    }
  }
}
