package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.JsonMappers;
import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fuzzing's way to what a model server answers: text in three dialects, and lists of models. */
public final class AnswerFuzz {

  private static final TokenRequest REQUEST =
      new TokenRequest("s", "m", "p", 0.8, 0.95, 400, List.of(), null);
  private static final List<Dialect> DIALECTS = Dialect.all(false);

  private AnswerFuzz() {}

  /** The first byte chooses the dialect, the second how the body is cut. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Dialect dialect = DIALECTS.get((data[0] & 0xFF) % DIALECTS.size());
    byte[] body = Arrays.copyOfRange(data, 2, data.length);
    Heard whole = hear(dialect, body, Math.max(1, body.length));
    Heard cut = hear(dialect, body, 1 + (data[1] & 0xFF));
    require(whole.text.compareTo(cut.text) == 0 && whole.end == cut.end);
    names(dialect, body);
  }

  private static Heard hear(Dialect dialect, byte[] body, int step) {
    Heard heard = new Heard();
    ServerAnswer answer =
        new ServerAnswer(REQUEST, heard, new ServerWords("the double", REQUEST), dialect);
    for (int at = 0; at < body.length; at += step) {
      answer.bytes(Arrays.copyOfRange(body, at, Math.min(body.length, at + step)), at);
    }
    answer.finish(body.length, "broke off");
    answer.bytes(body, 0);
    require(heard.end != null);
    return heard;
  }

  private static void names(Dialect dialect, byte[] body) {
    JsonNode tree = JsonMappers.readHttpBody(body);
    if (tree != null) {
      dialect.isHealth(tree);
      dialect.modelNames(tree).forEach(name -> require(!name.isEmpty()));
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("an answer that should not be");
    }
  }

  /** Exactly one end, and nothing after it. */
  private static final class Heard implements TokenSource.Sink {

    private final StringBuilder text = new StringBuilder();
    private TokenEnd.@Nullable Reason end;

    @Override
    public void chunk(TokenChunk chunk) {
      require(end == null);
      text.append(chunk.text());
    }

    @Override
    public void end(TokenEnd last) {
      require(end == null);
      end = last.reason();
    }
  }
}
