package io.wirthforge.verticles.model.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small random models as files, with a vocabulary of bytes and a few pieces. */
final class TestModels {

  private static final List<String> PIECES = List.of(" é", " a", "b", " ", "中");

  private TestModels() {}

  /** A model that was trained with BOS, as its form says. */
  static EmbeddedModel random(Path folder, long seed) throws IOException {
    Path checkpoint = folder.resolve("random.bin");
    Files.write(checkpoint, TestCheckpoints.floats(shape(259 + PIECES.size()), seed));
    Files.write(folder.resolve("tokenizer.bin"), TestTokenizers.bytes(PIECES));
    return EmbeddedModel.load(checkpoint);
  }

  static ModelShape shape(int vocab) {
    return new ModelShape(16, 12, 2, 4, 2, vocab, 20, true);
  }

  /** All that a generation gives. */
  static List<GeneratedToken> tokens(Generation generation) {
    List<GeneratedToken> tokens = new ArrayList<>();
    for (GeneratedToken t = generation.next(); t != null; t = generation.next()) {
      tokens.add(t);
    }
    return tokens;
  }

  static String text(List<GeneratedToken> tokens) {
    var text = new StringBuilder();
    tokens.forEach(token -> text.append(token.text()));
    return text.toString();
  }

  static String text(Generation generation) {
    return text(tokens(generation));
  }
}
