package io.wirthforge.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** What stands before a server: rewrites the head of each connection's first request. */
final class RewritingProxy {

  private static final String END_OF_HEAD = "\r\n\r\n";

  private final Vertx vertx;
  private final int target;
  private final UnaryOperator<String> rewrite;
  final int port;

  RewritingProxy(Vertx vertx, int target, UnaryOperator<String> rewrite) {
    this(vertx, target, new NetServerOptions(), rewrite);
  }

  RewritingProxy(Vertx vertx, int target, NetServerOptions options, UnaryOperator<String> rewrite) {
    this.vertx = vertx;
    this.target = target;
    this.rewrite = rewrite;
    NetServer server =
        vertx.createNetServer(options.setHost("127.0.0.1").setPort(0)).connectHandler(this::accept);
    this.port = Eventually.done(server.listen()).actualPort();
  }

  /** As nginx and others do it: a prefix taken away, headers replaced and added. */
  static UnaryOperator<String> rewriting(String prefix, String host, List<String> added) {
    return head -> {
      String rewritten = head.replaceFirst(" " + prefix + "/", " /");
      if (!host.isEmpty()) {
        rewritten = rewritten.replaceFirst("(?i)\r\nhost: [^\r]*", "\r\nHost: " + host);
      }
      String more = added.isEmpty() ? "" : "\r\n" + String.join("\r\n", added);
      return rewritten.replace(END_OF_HEAD, more + END_OF_HEAD);
    };
  }

  private void accept(NetSocket front) {
    Buffer head = Buffer.buffer();
    front.handler(
        data -> {
          head.appendBuffer(data);
          String text = head.toString(StandardCharsets.ISO_8859_1);
          if (text.contains(END_OF_HEAD)) {
            front.pause();
            connect(front, rewrite.apply(text));
          }
        });
  }

  private void connect(NetSocket front, String head) {
    vertx
        .createNetClient()
        .connect(target, "127.0.0.1")
        .onFailure(failure -> front.close())
        .onSuccess(
            back -> {
              back.write(Buffer.buffer(head, "ISO-8859-1"));
              back.handler(front::write);
              front.handler(back::write);
              back.closeHandler(gone -> front.close());
              front.closeHandler(gone -> back.close());
              front.resume();
            });
  }
}
