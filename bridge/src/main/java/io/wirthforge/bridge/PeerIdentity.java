package io.wirthforge.bridge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Whose the other end of a loopback connection is, as Linux tells in {@code /proc/net/tcp}.
 *
 * <p>Format: {@code sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode …};
 * addresses are 32-bit words in the machine's byte order, in hexadecimal, then a colon and the
 * port.
 */
final class PeerIdentity {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int UID_COLUMN = 7;
  private static final int INODE_COLUMN = 9;
  private static final int MAPPED_PREFIX_BYTES = 12;

  private PeerIdentity() {}

  /**
   * The uid of this process.
   *
   * @throws IOException where there is no {@code /proc}
   */
  static int ownUid() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  /**
   * The uid of the process at the client's end of a connection. Blocks for a moment.
   *
   * @return empty if the kernel lists no such socket on this machine
   */
  static OptionalInt uidOf(InetSocketAddress client, InetSocketAddress server) throws IOException {
    List<String> clientForms = forms(client);
    List<String> serverForms = forms(server);
    for (Path table : TABLES) {
      OptionalInt uid = find(table, clientForms, serverForms);
      if (uid.isPresent()) {
        return uid;
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt find(Path table, List<String> local, List<String> remote)
      throws IOException {
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.trim().split("\\s+"))
          .filter(column -> column.length > INODE_COLUMN)
          // A socket that its process has closed already belongs to nobody, and reads as root's.
          .filter(column -> !"0".equals(column[INODE_COLUMN]))
          .filter(column -> local.contains(column[1]) && remote.contains(column[2]))
          .mapToInt(column -> Integer.parseInt(column[UID_COLUMN]))
          .findFirst();
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    }
  }

  /** How the tables may write an address: as it is, and an IPv4 one mapped into IPv6. */
  private static List<String> forms(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    String port = String.format(":%04X", address.getPort());
    byte[] bytes = ip.getAddress();
    if (bytes.length != Integer.BYTES) {
      return List.of(hex(bytes) + port);
    }
    byte[] mapped = new byte[MAPPED_PREFIX_BYTES + Integer.BYTES];
    mapped[MAPPED_PREFIX_BYTES - 2] = (byte) 0xFF;
    mapped[MAPPED_PREFIX_BYTES - 1] = (byte) 0xFF;
    System.arraycopy(bytes, 0, mapped, MAPPED_PREFIX_BYTES, Integer.BYTES);
    return List.of(hex(bytes) + port, hex(mapped) + port);
  }

  private static String hex(byte[] address) {
    ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
    StringBuilder text = new StringBuilder();
    while (words.hasRemaining()) {
      text.append(String.format("%08X", words.getInt()));
    }
    return text.toString();
  }
}
