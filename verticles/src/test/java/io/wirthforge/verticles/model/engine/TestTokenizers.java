package io.wirthforge.verticles.model.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tokenizer files for tests, written independently of the reader. */
final class TestTokenizers {

  private TestTokenizers() {}

  /** The bytes of a file with 3 special tokens, 256 bytes and these pieces, best score first. */
  static byte[] bytes(List<String> pieces) {
    List<String> all = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    for (int b = 0; b < 256; b++) {
      all.add(String.format("<0x%02X>", b));
    }
    all.addAll(pieces);
    ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(16);
    for (int id = 0; id < all.size(); id++) {
      byte[] utf8 = all.get(id).getBytes(StandardCharsets.UTF_8);
      out.putFloat(id < 259 ? 0 : 259 - id).putInt(utf8.length).put(utf8);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  static Tokenizer read(byte[] content) throws IOException {
    return TokenizerReader.read("test-tokenizer.bin", new ByteArrayInputStream(content));
  }

  static Tokenizer shipped() throws IOException {
    try (InputStream in = TestTokenizers.class.getResourceAsStream("/model/bpe1024.bin")) {
      return TokenizerReader.read("bpe1024.bin", in);
    }
  }
}
