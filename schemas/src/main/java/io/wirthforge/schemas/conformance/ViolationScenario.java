package io.wirthforge.schemas.conformance;

import io.wirthforge.schemas.client.WireSocket;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** Sends too much, and what is no WebSocket. */
final class ViolationScenario implements Scenario {

  private static final int MAX_MESSAGE = 64 * 1024;
  private static final int TRIES = 5;
  private static final int RESERVED_OPCODE = 0x83;
  private static final byte[] UNMASKED = {(byte) WireSocket.TEXT, 2, '{', '}'};

  @Override
  public Set<Rule> rules() {
    return Set.of(Rule.OVERSIZE_CLOSED, Rule.VIOLATION_CLOSED);
  }

  @Override
  public void play(Stage stage) throws IOException {
    byte[] large = new byte[MAX_MESSAGE + 1];
    Findings findings = stage.findings();
    findings.add(
        Rule.OVERSIZE_CLOSED,
        tried(stage, "64 KiB and a byte", 1009, to -> to.send(WireSocket.TEXT, large)));
    findings.add(
        Rule.VIOLATION_CLOSED,
        tried(stage, "a reserved opcode", 1002, to -> to.send(RESERVED_OPCODE, new byte[0])));
    findings.add(
        Rule.VIOLATION_CLOSED, tried(stage, "an unmasked message", 1002, to -> to.write(UNMASKED)));
  }

  /**
   * Where what was sent is still unread at the server's close, TCP may lose the close on its way.
   */
  private static Finding tried(Stage stage, String what, int code, Consumer<WireSocket> mischief)
      throws IOException {
    Finding finding = Finding.skipped("nothing was tried");
    for (int i = 0; i < TRIES && finding.outcome() != Outcome.PASS; i++) {
      try (Watcher client = ready(stage)) {
        mischief.accept(client.socket());
        finding = closed(client, code, what);
        if (!client.isOver() || client.closeCode() != 0) {
          return finding;
        }
      }
    }
    return finding;
  }

  private static Watcher ready(Stage stage) throws IOException {
    Watcher client = stage.join(WireProtocol.EVENTS, "");
    client.await(() -> client.count() > 0);
    return client;
  }

  private static Finding closed(Watcher client, int expected, String what) {
    client.await(client::isOver, Watcher.LIMIT_MS / 4);
    int code = client.closeCode();
    if (!client.isOver()) {
      return Finding.fail("%s ends nothing", what);
    }
    return code == expected
        ? Finding.pass("%s: %d", what, code)
        : Finding.fail(code == 0 ? "%s: no close came" : "%s: closed by %d", what, code);
  }
}
