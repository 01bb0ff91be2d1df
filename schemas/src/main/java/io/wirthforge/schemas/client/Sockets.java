package io.wirthforge.schemas.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connections to an address, with words for people where there is none to be had. */
final class Sockets {

  static final int CONNECT_MS = 10_000;

  private Sockets() {}

  static Socket connect(StreamAddress address) throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MS);
      return address.secure() ? secured(plain, address) : plain;
    } catch (UnknownHostException e) {
      close(plain);
      throw new UnknownHostException("there is no host of that name");
    } catch (ConnectException e) {
      close(plain);
      throw new ConnectException("nothing listens on " + address.authority());
    } catch (SocketTimeoutException e) {
      close(plain);
      throw new SocketTimeoutException(address.authority() + " does not answer");
    } catch (IOException e) {
      close(plain);
      throw e;
    }
  }

  private static Socket secured(Socket plain, StreamAddress address) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket =
        (SSLSocket) factory.createSocket(plain, address.host(), address.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing left to close.
    }
  }
}
