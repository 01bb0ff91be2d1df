package io.wirthforge.verticles.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.wirthforge.verticles.FreePort;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar where descriptors are few and connections many. */
class JarFloodIT {

  @TempDir Path directory;

  @Test
  void aThousandConnectionsNeverTakeTheLastOfThreeHundredDescriptors() throws Exception {
    int port = FreePort.any();
    String conf =
        "{\"port\":%d,\"auth\":\"none\",\"log\":{\"directory\":\"%s\"}}".formatted(port, directory);
    List<String> few = List.of("sh", "-c", "ulimit -n 300; exec \"$0\" \"$@\"");
    List<Socket> flood = new ArrayList<>();
    try (RunningJar jar = RunningJar.start(directory, few, "-conf", conf)) {
      URI url = jar.awaitUrl();
      StreamReader reader = StreamReader.connect(url);
      reader.await(event -> event.path("type").asText().equals("energy_update"));
      for (int i = 0; i < 1000; i++) {
        flood.add(new Socket(InetAddress.getByName("127.0.0.1"), port));
      }
      assertThat(jar.get(url, "/health/live").statusCode()).isEqualTo(200);
      reader.await(event -> event.path("type").asText().equals("heartbeat"));
      for (Socket socket : flood) {
        socket.close();
      }
      StreamReader late = StreamReader.connect(url);
      late.await(event -> event.path("type").asText().equals("energy_update"));
      assertThat(jar.get(url, "/health").statusCode()).isEqualTo(200);
      assertThat(jar.err()).doesNotContain("Too many open files");
      assertThat(jar.out()).doesNotContain("Too many open files");
    }
  }
}
