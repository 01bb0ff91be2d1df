package io.wirthforge.verticles.open;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server as most are written: nobody is asked where a request comes from. What a hostile page can
 * do to it shows that the page can do harm at all.
 */
public final class OpenServer {

  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger prompts = new AtomicInteger();

  private OpenServer() {}

  /**
   * Serves until it is ended.
   *
   * @param args the port
   */
  public static void main(String[] args) {
    OpenServer open = new OpenServer();
    Vertx.vertx()
        .createHttpServer(
            new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[0])))
        .webSocketHandler(open::socket)
        .requestHandler(open::request)
        .listen();
  }

  private void socket(ServerWebSocket socket) {
    sockets.incrementAndGet();
    socket.writeTextMessage("{\"type\":\"token_stream\"}");
  }

  private void request(HttpServerRequest request) {
    switch (request.path()) {
      case "/counts" ->
          request
              .response()
              .end(
                  new JsonObject()
                      .put("sockets", sockets.get())
                      .put("prompts", prompts.get())
                      .encode());
      case "/prompt" -> {
        prompts.incrementAndGet();
        request.response().setStatusCode(202).end("{\"sessionId\":\"s1\"}");
      }
      case "/client/wirthforge.min.js" ->
          request.response().putHeader("Content-Type", "text/javascript").end("var leaked = 1;");
      case "/events" ->
          request.response().putHeader("Content-Type", "text/event-stream").end("data: leaked\n\n");
      case "/favicon.svg" ->
          request
              .response()
              .putHeader("Content-Type", "image/svg+xml")
              .end("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
      default -> request.response().putHeader("Content-Type", "text/html").end("<p>open</p>");
    }
  }
}
