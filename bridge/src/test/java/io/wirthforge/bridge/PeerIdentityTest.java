package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeerIdentityTest {

  @Test
  void aLiveSocketIsOursAndOneThatItsOwnerClosedIsNobodys() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "only Linux tells whose a socket is");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Socket client = new Socket("127.0.0.1", server.getLocalPort());
      try (Socket accepted = server.accept()) {
        InetSocketAddress from = (InetSocketAddress) accepted.getRemoteSocketAddress();
        InetSocketAddress to = (InetSocketAddress) accepted.getLocalSocketAddress();

        assertThat(PeerIdentity.uidOf(from, to)).hasValue(PeerIdentity.ownUid());
        client.close();
        // Its kernel entry stays in FIN_WAIT, where the owner reads as 0.
        assertThat(PeerIdentity.uidOf(from, to)).isEmpty();
      }
    }
  }
}
