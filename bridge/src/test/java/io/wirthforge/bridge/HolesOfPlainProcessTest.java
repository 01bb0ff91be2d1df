package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that may open few files, and has the JDK's log: plain Vert.x, and the bridge. */
@EnabledOnOs(OS.LINUX)
class HolesOfPlainProcessTest {

  private static final int FLOOD = 400;
  private static final int DEAF_MS = 300;

  @Test
  void aFloodEndsPlainsAcceptorForGoodAndNotOursAndItsLeakDetectorIsOff() throws IOException {
    try (PlainProcess plain = PlainProcess.start("plain");
        PlainProcess ours = PlainProcess.start("ours")) {
      assertThat(plain.leakLevel()).isEqualTo("DISABLED");
      assertThat(ResourceLeakDetector.getLevel()).hasToString("PARANOID");
      Eventually.until("both to serve", () -> isServed(plain) && isServed(ours));
      List<RawClient> toPlain = flood(plain);
      List<RawClient> toOurs = flood(ours);
      plain.awaitLine("Exception in thread \"vert.x-acceptor-thread-0\"");
      toPlain.forEach(RawClient::close);
      toOurs.forEach(RawClient::close);

      Eventually.until("ours to serve again", () -> isServed(ours));
      assertThat(isServed(plain)).isFalse();
    }
  }

  private static List<RawClient> flood(PlainProcess process) {
    List<RawClient> flood = new ArrayList<>();
    for (int i = 0; i < FLOOD; i++) {
      flood.add(RawClient.open(process.port()));
    }
    return flood;
  }

  private static boolean isServed(PlainProcess process) {
    try (RawClient client = RawClient.open(process.port())) {
      client.socket().setSoTimeout(DEAF_MS);
      return client.handshake("/ws").status() == 101;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
