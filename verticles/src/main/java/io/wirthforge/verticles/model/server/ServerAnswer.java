package io.wirthforge.verticles.model.server;

import io.wirthforge.verticles.model.TokenChunk;
import io.wirthforge.verticles.model.TokenEnd;
import io.wirthforge.verticles.model.TokenRequest;
import io.wirthforge.verticles.model.TokenSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One text as a model server writes it: takes the body's bytes, gives chunks and exactly one end.
 * One thread; time comes in.
 */
final class ServerAnswer {

  private static final Logger LOG = LoggerFactory.getLogger("wirthforge.model");

  /** Beyond what was asked for: servers count differently by a few. */
  private static final int MORE_TOKENS = 64;

  private static final int MAX_TEXT_CHARS = 16 << 20;
  private static final int REMEMBERED_CHARS = 4096;

  private final TokenRequest request;
  private final TokenSource.Sink sink;
  private final ServerWords words;
  private final RecordParser parser;
  private final RecordReader reader;
  private final StringBuilder recent = new StringBuilder();
  private long nowNanos;
  private long chunks;
  private long tokens;
  private long chars;
  private boolean anyLogprob;
  private boolean isFinishing;
  private boolean over;

  ServerAnswer(TokenRequest request, TokenSource.Sink sink, ServerWords words, Dialect dialect) {
    this.request = request;
    this.sink = sink;
    this.words = words;
    this.parser = dialect.parser(this::record);
    this.reader = dialect.reader();
  }

  boolean isOver() {
    return over;
  }

  long tokens() {
    return tokens;
  }

  /** Whether any probability came. */
  boolean hasLogprobs() {
    return anyLogprob;
  }

  /** The end of what was written so far; never to be shown. */
  CharSequence recentText() {
    return recent;
  }

  /** Takes a read; after the end it changes nothing. */
  void bytes(byte[] bytes, long arrivalNanos) {
    if (over) {
      return;
    }
    nowNanos = arrivalNanos;
    guarded(() -> parser.feed(bytes));
  }

  /** The body is over, or the connection: complete only if a record said so. */
  void finish(long atNanos, String wordsUnlessComplete) {
    if (over) {
      return;
    }
    nowNanos = atNanos;
    isFinishing = true;
    guarded(parser::finish);
    guarded(() -> take(reader.finish()));
    end(TokenEnd.Reason.INCOMPLETE, wordsUnlessComplete);
  }

  /** Whatever comes, there is an end. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RecordTooLongException e) {
      end(TokenEnd.Reason.ERROR, words.tooLong());
    } catch (RuntimeException e) {
      // Not its message, which may quote the text.
      LOG.error("session {} failed: {}", request.sessionId(), e.getClass().getName());
      end(TokenEnd.Reason.ERROR, words.unforeseen());
    }
  }

  /** Ends the text, unless it ended before. */
  void end(TokenEnd.Reason reason, @Nullable String message) {
    if (!over) {
      over = true;
      sink.end(new TokenEnd(request.sessionId(), request.modelId(), reason, tokens, message));
    }
  }

  private void record(String record) {
    if (!over) {
      take(reader.read(record));
    }
  }

  private void take(List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (over) {
        return;
      }
      if (piece instanceof Piece.Text text) {
        write(text);
      } else if (piece instanceof Piece.End end) {
        end(end.reason(), incompleteWords(end));
      } else if (piece instanceof Piece.Failure failure) {
        end(TokenEnd.Reason.ERROR, words.failed(failure.words(), recent));
      } else if (!isFinishing) { // The rest of a body that broke off is no record.
        end(TokenEnd.Reason.ERROR, words.unreadable());
      }
    }
  }

  private @Nullable String incompleteWords(Piece.End end) {
    return end.reason() == TokenEnd.Reason.INCOMPLETE ? words.endedWithoutReason() : null;
  }

  private void write(Piece.Text text) {
    tokens += text.tokens();
    chars += text.text().length();
    anyLogprob |= text.logprob() != null;
    remember(text.text());
    sink.chunk(
        new TokenChunk(
            request.sessionId(),
            request.modelId(),
            chunks++,
            text.text(),
            text.tokens(),
            text.logprob(),
            text.top(),
            nowNanos,
            text.phase()));
    if (tokens > (long) request.maxTokens() + MORE_TOKENS) {
      end(TokenEnd.Reason.LENGTH, null);
    } else if (chars > MAX_TEXT_CHARS) {
      end(TokenEnd.Reason.ERROR, words.tooMuch());
    }
  }

  private void remember(String text) {
    recent.append(text, Math.max(0, text.length() - REMEMBERED_CHARS), text.length());
    if (recent.length() > 2 * REMEMBERED_CHARS) {
      recent.delete(0, recent.length() - REMEMBERED_CHARS);
    }
  }
}
