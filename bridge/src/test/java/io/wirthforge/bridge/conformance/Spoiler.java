package io.wirthforge.bridge.conformance;

import java.util.List;
import java.util.function.BiConsumer;

/** What stands between a client and a real server, and spoils one thing; one per connection. */
abstract class Spoiler {

  private String request = "";
  private BiConsumer<Boolean, String> tell = (toServer, text) -> {};
  private Runnable cut = () -> {};

  final void open(String head, BiConsumer<Boolean, String> teller, Runnable cutter) {
    request = head;
    tell = teller;
    cut = cutter;
  }

  /** The head of the client's request. */
  String request(String head) {
    return head;
  }

  /** The head of the server's answer. */
  String answer(String head) {
    return head;
  }

  /** A message of the server: what the client gets instead. */
  List<String> down(String text) {
    return List.of(text);
  }

  /** A message of the client: whether the server gets it. */
  boolean up(String text) {
    return true;
  }

  final boolean isInFrames() {
    return request.contains("wirthforge.frames.v1");
  }

  final boolean asksFor(String query) {
    return request.lines().findFirst().orElse("").contains(query);
  }

  final void tellServer(String text) {
    tell.accept(true, text);
  }

  final void cut() {
    cut.run();
  }
}
