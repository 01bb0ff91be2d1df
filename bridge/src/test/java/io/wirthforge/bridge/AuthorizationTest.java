package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import io.vertx.ext.web.handler.BasicAuthHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The application says who may see what, and nobody sees more. */
class AuthorizationTest {

  private static final JsonObject IMPATIENT = new JsonObject().put("authorizationTimeoutMs", 200);
  private static final AuthenticationProvider ANYBODY =
      credentials ->
          Future.succeededFuture(
              User.fromName(((UsernamePasswordCredentials) credentials).getUsername()));

  private static ComposedApp app(Authorizer authorizer) {
    return new ComposedApp(
        IMPATIENT,
        (vertx, router, bridge) ->
            router.route("/ws").handler(bridge.authorize(authorizer).handler()));
  }

  private static ComposedApp energyOnly() {
    return app(request -> Future.succeededFuture(Permission.toChannels("energy")));
  }

  private static WsProbe connect(ComposedApp app, WireMode mode, String query) {
    assertThat(app.upgrade("/ws")).isEqualTo(101);
    return WsProbe.connect(app.port, "/ws" + query, mode.subProtocol());
  }

  private static void publishAll(ComposedApp app) {
    app.publish(TestEvents.text("s", "secret"));
    app.publish(TestEvents.energy("m1", "1", "1", 1));
  }

  private static List<String> typesUntilTheSecondHeartbeat(WsProbe client) {
    List<String> types = new ArrayList<>();
    for (int beats = 0; beats < 2; ) {
      JsonNode message = client.next();
      assertThat(message.toString()).doesNotContain("secret");
      for (JsonNode event : message.has("events") ? message.get("events") : List.of(message)) {
        types.add(event.get("type").textValue());
        beats += event.get("type").textValue().equals("heartbeat") ? 1 : 0;
      }
      if (message.has("frameNumber") && message.has("events")) {
        client.ack(message.get("frameNumber").longValue());
      }
    }
    return types;
  }

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void stateAndEventsOfOtherChannelsReachNobodyWhoMayNotSeeThem(WireMode mode) {
    try (ComposedApp app = energyOnly()) {
      Eventually.until("an event is in", () -> taken(app));
      try (WsProbe client = connect(app, mode, "")) {
        publishAll(app);

        assertThat(typesUntilTheSecondHeartbeat(client))
            .contains("energy_update")
            .doesNotContain("token_stream");
      }
    }
  }

  private static boolean taken(ComposedApp app) {
    publishAll(app);
    return app.count("wirthforge.events.in", "channel", "experience") > 0;
  }

  @Test
  void subscribeCanNotWidenIt() {
    try (ComposedApp app = energyOnly();
        WsProbe client = connect(app, WireMode.EVENTS, "")) {
      client.say("{'type':'subscribe','channels':['energy','experience']}");
      JsonNode told = client.nextOfType("error_event").get("payload");
      assertThat(told.get("code").textValue()).isEqualTo("NOT_PERMITTED");
      publishAll(app);
      assertThat(client.nextOfType("energy_update").get("type")).isNotNull();

      client.say("{'type':'subscribe','channels':['system']}");
      client.say("{'type':'subscribe','channels':['system','energy']}");
      publishAll(app);
      assertThat(typesUntilTheSecondHeartbeat(client)).doesNotContain("token_stream");
    }
  }

  @Test
  void theQueryCanNotWidenIt() {
    try (ComposedApp app = energyOnly();
        WsProbe channels = connect(app, WireMode.EVENTS, "?channels=energy,experience")) {
      assertThat(channels.end())
          .isEqualTo(
              new WsProbe.End(
                  4000, "query parameter channels must name channels this client may see"));
    }
    try (ComposedApp app =
            app(
                request ->
                    Future.succeededFuture(Permission.everything().aboutModels("m1", "m2")));
        WsProbe models = connect(app, WireMode.EVENTS, "?models=m1,m3")) {
      assertThat(models.end().code()).isEqualTo(4000);
    }
  }

  @Test
  void resumeCanNotWidenIt() {
    List<Permission> permissions = new ArrayList<>(List.of(Permission.everything()));
    try (ComposedApp app = app(request -> Future.succeededFuture(permissions.get(0)))) {
      String position;
      try (WsProbe before = connect(app, WireMode.FRAMES, "")) {
        JsonNode frame = before.nextOfType("frame");
        position = frame.get("epoch").textValue() + ":" + frame.get("frameNumber");
        publishAll(app);
        before.nextEvent("token_stream");
      }
      permissions.set(0, Permission.toChannels("energy"));
      try (WsProbe after = connect(app, WireMode.FRAMES, "?resume=" + position)) {
        assertThat(after.nextOfType("welcome").get("resumed").booleanValue()).isTrue();
        assertThat(typesUntilTheSecondHeartbeat(after))
            .contains("energy_update")
            .doesNotContain("token_stream");
      }
    }
  }

  @Test
  void userAndHeadersAreKnown() {
    Authorizer byUser =
        request ->
            Future.succeededFuture(
                request.user() != null && "ann".equals(request.user().subject())
                    ? Permission.toChannels(request.http().getHeader("X-Channel"))
                    : Permission.nothing());
    try (ComposedApp app =
        new ComposedApp(
            IMPATIENT,
            (vertx, router, bridge) -> {
              router.route("/ws").handler(BasicAuthHandler.create(ANYBODY));
              router.route("/ws").handler(bridge.authorize(byUser).handler());
            })) {
      assertThat(app.upgrade("/ws")).isEqualTo(401);
      assertThat(app.upgrade("/ws", basic("bob"), "X-Channel: energy")).isEqualTo(403);
      assertThat(app.upgrade("/ws", basic("ann"), "X-Channel: energy")).isEqualTo(101);
      assertThat(app.count("wirthforge.connections.refused", "reason", "permission")).isEqualTo(1);
    }
  }

  private static String basic(String name) {
    byte[] pair = (name + ":x").getBytes(StandardCharsets.US_ASCII);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Test
  void whoThrowsFailsOrNamesNothingLetsNobodyIn() {
    List<Authorizer> broken =
        List.of(
            request -> {
              throw new IllegalStateException("on purpose");
            },
            request -> Future.failedFuture("on purpose"),
            request -> null,
            request -> Future.succeededFuture(Permission.toChannels("energy")).map(p -> null),
            request -> Future.succeededFuture(Permission.toChannels()));
    for (Authorizer authorizer : broken) {
      try (ComposedApp app = app(authorizer)) {
        assertThat(app.upgrade("/ws")).isEqualTo(403);
        assertThat(
                app.count("wirthforge.connections.refused", "reason", "authorizer_failed")
                    + app.count("wirthforge.connections.refused", "reason", "permission"))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void whoNeverAnswersLetsNobodyInAndHoldsUpNobodyElse() {
    Promise<Permission> never = Promise.promise();
    Authorizer slow =
        request ->
            request.http().getParam("slow") == null
                ? Future.succeededFuture(Permission.everything())
                : never.future();
    try (ComposedApp app = app(slow)) {
      assertThat(app.upgrade("/ws?slow=1")).isEqualTo(403);
      assertThat(app.upgrade("/ws")).isEqualTo(101);
      assertThat(app.count("wirthforge.connections.refused", "reason", "authorizer_timeout"))
          .isEqualTo(1);
      never.complete(Permission.everything());
      assertThat(app.upgrade("/ws?slow=1")).isEqualTo(101);
    }
  }

  @Test
  void aWorkersAnswerWillDo() {
    try (ComposedApp app =
        new ComposedApp(
            new JsonObject(),
            (vertx, router, bridge) -> router.route("/ws").handler(bridge.handler()))) {
      app.bridge.authorize(
          request -> app.vertx.executeBlocking(() -> Permission.toChannels("energy")));
      try (WsProbe client = connect(app, WireMode.EVENTS, "")) {
        publishAll(app);
        assertThat(typesUntilTheSecondHeartbeat(client)).doesNotContain("token_stream");
      }
    }
  }

  @Test
  void aChannelThatDoesNotExistIsNamedBesideThoseThatDo() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("wirthforge.websocket");
    logger.addAppender(log);
    try (ComposedApp app = app(request -> Future.succeededFuture(Permission.toChannels("enrgy")))) {
      assertThat(app.upgrade("/ws")).isEqualTo(403);
      assertThat(app.count("wirthforge.connections.refused", "reason", "authorizer_failed"))
          .isEqualTo(1);
      assertThat(List.copyOf(log.list))
          .anySatisfy(
              line ->
                  assertThat(line.getFormattedMessage())
                      .contains(
                          "a permission names the channel \"enrgy\", which does not exist;"
                              + " there are [council, energy, experience, market, reward, system]"));
    } finally {
      logger.detachAppender(log);
    }
  }
}
