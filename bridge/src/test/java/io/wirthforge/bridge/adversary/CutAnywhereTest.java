package io.wirthforge.bridge.adversary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wirthforge.bridge.adversary.CuttingProxy.Life;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** Connections cut at each single byte, of what the server says and of what the client says. */
class CutAnywhereTest {

  private static final int OFFSETS = 2000;
  private static final int STEP = Integer.getInteger("wirthforge.cutStep", 5);
  private static final String GREETING =
      "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  @Test
  void wheneverTheServersWordsBreakOffNobodyHangsAndTheOthersHaveEverything() throws IOException {
    try (Server server = Server.start(new JsonObject());
        Follower other = Follower.join(server, true);
        CuttingProxy proxy = new CuttingProxy(server.port())) {
      Story story = Story.begin(server, 4);
      server.awaitTicks(60); // By then the state alone is longer than the last offset.
      for (int offset = 1; offset <= OFFSETS; offset += STEP) {
        int cuts = proxy.cuts();
        proxy.nextLife(new Life(offset, Long.MAX_VALUE, offset % 2 == 0));
        readUntilCut(proxy.port(), server.port());
        Patience.until("the cut", () -> proxy.cuts() > cuts);
      }
      story.finish();
      other.untilEndOf(story);

      assertThat(proxy.cuts()).isEqualTo((OFFSETS + STEP - 1) / STEP);
      Whole.assertHas(other.view, story);
      Patience.until("all seats but one to be free", () -> server.clients() == 1);
    }
  }

  /** What came whole until then is understood, and begins with the state. */
  private static void readUntilCut(int port, int serverPort) {
    View view = new View();
    try (WireClient client = WireClient.connect(port, serverPort, true, "", 0)) {
      for (String text = client.nextText(); text != null; text = client.nextText()) {
        view.apply(text);
      }
      throw new AssertionError("the server ended it with " + client.closeCode());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither cut nor served", e);
    } catch (IOException e) {
      assertThat(view.ranges().stream().filter(View.Range::reset))
          .hasSize(view.ranges().isEmpty() ? 0 : 1);
    }
  }

  @Test
  void wheneverAClientsWordsBreakOffItsSeatIsFreeAndNobodyElseNotices() throws IOException {
    try (Server server = Server.start(new JsonObject());
        Follower other = Follower.join(server, true)) {
      Story story = Story.begin(server, 4);
      byte[] words = words(server.port());
      for (int offset = 0; offset <= words.length; offset++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          socket.getOutputStream().write(words, 0, offset);
          socket.setSoLinger(offset % 2 == 0, 0);
        }
      }
      Patience.until("all seats but one to be free", () -> server.clients() == 1);
      story.finish();
      other.untilEndOf(story);

      Whole.assertHas(other.view, story);
    }
  }

  /** An upgrade and messages of each kind. */
  private static byte[] words(int port) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    words.writeBytes(GREETING.formatted(port).getBytes(ISO_8859_1));
    words.writeBytes(frame(WireClient.TEXT, "{\"type\":\"set_rate\",\"maxFrameRate\":30}"));
    words.writeBytes(frame(WireClient.PING, "are you there"));
    words.writeBytes(frame(WireClient.TEXT, "{\"type\":\"visibility\",\"hidden\":true}"));
    words.writeBytes(frame(WireClient.TEXT, " ".repeat(300) + "{\"type\":\"subscribe\"}"));
    words.writeBytes(frame(WireClient.CLOSE, ""));
    return words.toByteArray();
  }

  private static byte[] frame(int opcode, String text) {
    return WireClient.frame(opcode, text.getBytes(UTF_8));
  }
}
