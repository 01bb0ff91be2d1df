package io.wirthforge.schemas.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered to an {@link Upgrade}.
 *
 * @param subProtocol what it chose, or empty
 */
record Handshake(String subProtocol) {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
  private static final int MAX_HEAD = 64 * 1024;

  static Handshake perform(Socket socket, Upgrade upgrade) throws IOException {
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    socket.getOutputStream().write(upgrade.text(key).getBytes(ISO_8859_1));
    socket.setSoTimeout(Sockets.CONNECT_MS);
    String[] lines = head(socket.getInputStream()).split("\r?\n");
    Matcher status = STATUS.matcher(lines[0]);
    if (!status.matches()) {
      throw new RefusedException(0, "what listens there speaks no HTTP");
    }
    Map<String, String> headers = headers(lines);
    int code = Integer.parseInt(status.group(1));
    if (code != 101) {
      throw new RefusedException(code, "the server answered " + code + " to the upgrade");
    }
    if (!accept(key).equals(headers.get("sec-websocket-accept"))) {
      throw new RefusedException(0, "the server's Sec-WebSocket-Accept is wrong");
    }
    return new Handshake(headers.getOrDefault("sec-websocket-protocol", ""));
  }

  /** Reads byte by byte, so that nothing of the stream is read with it. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    try {
      while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        head.append((char) next);
      }
    } catch (SocketTimeoutException e) {
      throw new RefusedException(0, "what listens there does not answer an upgrade");
    }
    return head.toString();
  }

  private static Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
