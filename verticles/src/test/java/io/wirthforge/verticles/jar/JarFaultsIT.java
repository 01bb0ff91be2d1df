package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.verticles.FreePort;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, killed, crowded and short of memory. */
class JarFaultsIT {

  private static final int KILLS = Integer.getInteger("wirthforge.kills", 1);
  private static final int READERS = 180;
  private static final int DEAF = 20;

  @TempDir Path directory;

  @Test
  void killedAndStartedAgainItIsWholeAgainAndNothingIsDoubled() throws Exception {
    int port = FreePort.any();
    String conf = JarText.conf(port, directory);
    Path profile = directory.resolve("data/wirthforge/rewards.json");
    JarView view = new JarView(JarText.RIGHT);
    List<Long> wholeAgainMs = new ArrayList<>();
    String epoch = "";
    for (int kill = 0; kill <= KILLS; kill++) {
      try (RunningJar jar = RunningJar.start(directory, "-conf", conf)) {
        long backNanos = awaitPort(port);
        JarClient client = comeBack(port, view);
        long resets = kill + 1;
        JarView.await("the state", () -> view.resets() == resets);
        wholeAgainMs.add((System.nanoTime() - backNanos) / 1_000_000);
        assertThat(view.epoch()).isNotEqualTo(epoch);
        epoch = view.epoch();
        JarText.prompt(jar, port);
        long texts = kill + 1;
        JarView.await("a text", () -> view.whole() == texts);
        JarText.prompt(jar, port);
        JarView.await("half a text", view::isWriting);
        JarView.await("the profile", () -> Files.exists(profile));
        jar.kill();
        assertThat(client.awaitClose()).isEqualTo(1006);
      }
      assertThat(new JsonObject(Files.readString(profile)).getInteger("tokens")).isPositive();
    }
    assertThat(view.wrong()).isEmpty();
    assertThat(view.resumes()).isZero();
    assertThat(view.rewards().values()).allMatch(times -> times == 1);
    Collections.sort(wholeAgainMs);
    System.out.printf("killed %d times; whole again after, in ms: %s%n", KILLS, wholeAgainMs);
  }

  private static long awaitPort(int port) {
    JarView.await(
        "the port",
        () -> {
          try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return socket.isConnected();
          } catch (java.io.IOException e) {
            return false;
          }
        });
    return System.nanoTime();
  }

  private static JarClient comeBack(int port, JarView view) {
    AtomicReference<JarClient> connected = new AtomicReference<>();
    JarView.await(
        "a connection",
        () -> {
          try {
            connected.set(JarClient.connect(port, true, view.resumeQuery(), view, 0).join());
            return true;
          } catch (CompletionException e) {
            return false;
          }
        });
    return connected.get();
  }

  @Test
  void inSixtyFourMegabytesTwoHundredClientsAreServedAndSentHomeInOrder() throws Exception {
    int port = FreePort.any();
    String conf = JarText.conf(port, directory);
    try (RunningJar jar = RunningJar.start(directory, "-Xmx64m", Map.of(), "-conf", conf)) {
      URI url = jar.awaitUrl();
      List<JarView> views = new ArrayList<>();
      List<JarClient> readers = new ArrayList<>();
      for (int i = 0; i < READERS + DEAF; i++) {
        JarView view = new JarView(JarText.RIGHT);
        boolean deaf = i % ((READERS + DEAF) / DEAF) == 0;
        int delayMs = deaf ? JarClient.READS_NOTHING : 0;
        JarClient client = JarClient.connect(port, i % 2 == 0, "", view, delayMs).join();
        if (!deaf) {
          views.add(view);
          readers.add(client);
        }
      }
      JarText.prompt(jar, port);
      JarView.await("the text", () -> views.stream().allMatch(view -> view.whole() == 1));
      JarText.prompt(jar, port);
      JarView.await("half a text", () -> views.stream().allMatch(JarView::isWriting));
      assertThat(jar.get(url, "/health/ready").statusCode()).isEqualTo(200);

      long begun = System.nanoTime();
      jar.terminate();
      for (JarClient reader : readers) {
        assertThat(reader.awaitClose()).isEqualTo(1001);
      }
      assertThat(jar.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
      long tookMs = (System.nanoTime() - begun) / 1_000_000;
      System.out.printf("%d clients, %d deaf: ended in %d ms%n", READERS + DEAF, DEAF, tookMs);
      assertThat(tookMs).as("2000 are promised").isLessThan(10_000);
      assertThat(views).allSatisfy(view -> assertThat(view.wrong()).isEmpty());
      assertThat(jar.err()).isEmpty();
    }
  }
}
