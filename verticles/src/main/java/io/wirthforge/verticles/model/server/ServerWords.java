package io.wirthforge.verticles.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.wirthforge.schemas.SafeText;
import io.wirthforge.verticles.model.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words on what a model server did, for people. They never repeat what was asked or written. */
final class ServerWords {

  private static final int MAX_QUOTE = 200;
  private static final int ALIKE = 10;

  private final String who;
  private final TokenRequest request;

  /**
   * Words on one text.
   *
   * @param who the server, as people know it
   */
  ServerWords(String who, TokenRequest request) {
    this.who = who;
    this.request = request;
  }

  String unreachable() {
    return "nobody answers as " + who + "; is it running?";
  }

  String hungUp() {
    return who + " closed the connection without an answer";
  }

  String silent(long ms) {
    return who + " was silent for " + ms / 1000.0 + " s";
  }

  String brokeOff() {
    return who + " broke off in the middle of the text";
  }

  String endedWithoutReason() {
    return who + " ended the text without saying that it is complete";
  }

  String unreadable() {
    return who + " sent something that is no JSON; is a model server there?";
  }

  String notAStream(String contentType) {
    String kind = contentType.replaceAll("[^a-zA-Z0-9/+.-].*", "");
    return who
        + " answered with "
        + (kind.isEmpty() ? "no stream of text" : SafeText.cut(kind, MAX_QUOTE))
        + "; is a model server there?";
  }

  String unforeseen() {
    return "what " + who + " sent could not be taken in";
  }

  String tooLong() {
    return who + " sent a record of more than 1 MiB";
  }

  String tooMuch() {
    return who + " wrote more text than anybody asked for";
  }

  /** What an answer other than 200 means. */
  String status(int status, String body, CharSequence written) {
    JsonNode json = JsonRecords.object(body);
    String error = json == null ? null : JsonRecords.error(json);
    if (error != null && !error.isBlank()) {
      return failed(error, written);
    }
    return who
        + switch (status) {
          case 401 -> " wants a key, which can't be given (status 401)";
          case 403 -> " lets nobody in under this host name (status 403)";
          case 404 -> " knows no such model, or is no model server (status 404)";
          case 429 -> " has too much to do (status 429)";
          case 503 -> " is not ready, its model may be loading (status 503)";
          default -> " answered with status " + status;
        };
  }

  /** What the server says that went wrong, unless it quotes. */
  String failed(String serversWords, CharSequence written) {
    String words = SafeText.cut(serversWords.replaceAll("\\p{Cc}+", " ").strip(), MAX_QUOTE);
    return words.isEmpty() || quotes(words, written) ? who + " failed" : who + " failed: " + words;
  }

  private boolean quotes(String words, CharSequence written) {
    List<String> secrets = new ArrayList<>(request.stop());
    secrets.add(request.prompt());
    secrets.add(written.toString());
    String plain = plain(words);
    return secrets.stream().map(ServerWords::plain).anyMatch(secret -> share(plain, secret));
  }

  /** Whether they have a run of characters in common, or all of the shorter secret. */
  private static boolean share(String words, String secret) {
    int run = Math.min(ALIKE, secret.length());
    for (int i = 0; run > 0 && i + run <= words.length(); i++) {
      if (secret.contains(words.substring(i, i + run))) {
        return true;
      }
    }
    return false;
  }

  /** Without what quoting changes. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\\\\"']+", "");
  }
}
