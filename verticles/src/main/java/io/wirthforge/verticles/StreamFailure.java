package io.wirthforge.verticles;

import io.wirthforge.schemas.client.RefusedException;
import java.net.ConnectException;

/** Why a stream is out of reach, in one line that says what would do. */
final class StreamFailure {

  private StreamFailure() {}

  static String wordsFor(Exception failure) {
    if (failure instanceof ConnectException) {
      return failure.getMessage() + "; start the server, or look at the URL that it printed";
    }
    if (!(failure instanceof RefusedException refused)) {
      return StartFailure.wordsFor(failure).replaceFirst("^[\\w.]+Exception: ", "");
    }
    return switch (refused.status()) {
      case 0 -> refused.getMessage() + "; is that a WIRTHFORGE server?";
      case 401, 403 ->
          "refused ("
              + refused.status()
              + "): give --token or the whole URL that the server printed at this start;"
              + " without a token, be its user, and an origin that it allows";
      case 503 -> "not ready (503): the server is starting; try again in a second";
      default ->
          "answered by "
              + refused.status()
              + " instead of a WebSocket; is that a WIRTHFORGE server, and its path /ws?";
    };
  }
}
