package io.wirthforge.verticles.model.engine;

import java.io.InputStream;

/** A stream of zeros that never ends. */
final class EndlessStream extends InputStream {

  @Override
  public int read() {
    return 0;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    return length;
  }
}
