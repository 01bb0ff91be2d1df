package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.wirthforge.schemas.client.StreamAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tail follows a stream over breaks, and knows when there is none to follow. */
class TailStreamTest {

  private final Vertx vertx = Vertx.vertx();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> news = new CopyOnWriteArrayList<>();
  private final List<JsonNode> events = new ArrayList<>();

  @AfterEach
  void stop() {
    Eventually.done(vertx.close());
  }

  /** A server that does something with each connection, numbered from 1 on. */
  private StreamAddress serve(BiConsumer<Integer, ServerWebSocket> each) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .addWebSocketSubProtocol("wirthforge.frames.v1");
    var server =
        vertx
            .createHttpServer(options)
            .webSocketHandler(
                socket -> {
                  queries.add(String.valueOf(socket.query()));
                  socket.textMessageHandler(heard::add);
                  each.accept(queries.size(), socket);
                });
    int port = Eventually.done(server.listen()).actualPort();
    return StreamAddress.of("ws://127.0.0.1:" + port);
  }

  private void follow(StreamAddress address, int count, String... channels) throws IOException {
    TailLimit limit = new TailLimit(count, 30, System::nanoTime, () -> false);
    new TailStream(address, List.of(channels), events::add, limit, news::add).follow();
  }

  private static void say(ServerWebSocket socket, String json) {
    socket.writeTextMessage(json.replace('\'', '"'));
  }

  private static String frame(long number) {
    return "{'type':'frame','frameNumber':"
        + number
        + ",'events':[{'type':'reward_event','payload':{'points':"
        + number
        + "}}]}";
  }

  @Test
  void afterABreakItGoesOnWhereItWas() throws Exception {
    StreamAddress address =
        serve(
            (visit, socket) -> {
              say(socket, "{'type':'welcome','epoch':'e1','ackWindow':15}");
              long first = visit * 10L;
              for (long number = first; number < first + 6; number++) {
                say(socket, frame(number));
              }
              if (visit == 1) {
                socket.close((short) 1001);
              }
            });

    follow(address, 12, "reward", "energy");

    assertThat(queries)
        .containsExactly("channels=reward,energy", "channels=reward,energy&resume=e1:15");
    assertThat(events.stream().map(each -> each.at("/payload/points").intValue()))
        .containsExactly(10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25);
    assertThat(heard).contains("{\"type\":\"ack\",\"frameNumber\":14}");
    assertThat(news).containsExactly("the server closed with 1001; trying again in 0.25 s");
  }

  @Test
  void heartbeatsAreAnsweredAndEventsModeWillDo() throws Exception {
    StreamAddress address =
        serve(
            (visit, socket) -> {
              say(socket, "{'type':'startup_complete','payload':{}}");
              say(socket, "{'type':'heartbeat','payload':{'sequence':7}}");
              socket.textMessageHandler(
                  answer -> {
                    heard.add(answer);
                    say(socket, "{'type':'energy_update','payload':{}}");
                  });
            });

    follow(address, 3);

    assertThat(heard).containsExactly("{\"type\":\"heartbeat_response\",\"sequence\":7}");
    assertThat(events).hasSize(3);
  }

  @Test
  void whatIsNoStreamIsNotFollowed() {
    StreamAddress chat = serve((visit, socket) -> say(socket, "{'hello':'you'}"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> follow(chat, 1))
        .withMessage("what it says is not this protocol; is that a WIRTHFORGE server?");

    StreamAddress refusing = serve((visit, socket) -> socket.close((short) 4000));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> follow(refusing, 1, "nonsense"))
        .withMessageContaining("4000: it knows no such --channel");
  }
}
