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

  private static final int FILES = 400;
  private static final int FLOOD = 600;
  private static final int DEAF_MS = 300;

  @Test
  void aFloodEndsPlainsAcceptorForGoodAndNotOursAndItsLeakDetectorIsOff() throws IOException {
    try (PlainProcess plain = PlainProcess.start("plain", FILES);
        PlainProcess ours = PlainProcess.start("ours", FILES)) {
      assertThat(plain.leakLevel()).isEqualTo("DISABLED");
      assertThat(ResourceLeakDetector.getLevel()).hasToString("PARANOID");
      Eventually.until("both to serve", () -> isServed(plain) && isServed(ours));
      starve(ours);
      List<RawClient> toPlain = flood(plain, FILES);
      List<RawClient> toOurs = flood(ours, FLOOD);
      plain.awaitLine("Exception in thread \"vert.x-acceptor-thread-0\"");
      toPlain.forEach(RawClient::close);
      toOurs.forEach(RawClient::close);

      assertThat(isServed(plain)).isFalse();
      Eventually.until("ours to serve again", () -> isServed(ours));
    }
  }

  /** Has it fail to accept for want of a descriptor, and waits until it serves again. */
  private static void starve(PlainProcess process) {
    List<RawClient> late = new ArrayList<>();
    Eventually.until(
        "a failure to accept",
        () -> {
          process.starve(); // Again: connections that end give some back.
          late.add(RawClient.open(process.port()));
          return process.said("java.io.IOException: Too many open files");
        });
    process.feed();
    late.forEach(RawClient::close);
    Eventually.until("it to serve again", () -> isServed(process));
  }

  private static List<RawClient> flood(PlainProcess process, int connections) {
    List<RawClient> flood = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
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
