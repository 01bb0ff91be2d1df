package io.wirthforge.verticles.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad configuration is refused in one line that names what to change. */
class AppConfigRefusalTest {

  private static String refusalOf(JsonObject config) {
    InvalidConfigException refusal =
        catchThrowableOfType(InvalidConfigException.class, () -> AppConfig.of(config));
    assertThat(refusal).as(config.encode()).isNotNull();
    String message = refusal.getMessage();
    assertThat(message).startsWith("configuration: ").hasSizeLessThan(1000);
    assertThat(message).doesNotContainPattern("\\p{Cc}");
    return message;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # configuration                          | key          | value          | rule
          {"host": 5}                              | host         | 5              | type string
          {"host": ""}                             | host         | ""             | minLength 1
          {"host": null}                           | host         | null           | type string
          {"host": ["127.0.0.1"]}                  | host         | ["127.0.0.1"]  | type string
          {"port": -1}                             | port         | -1             | minimum 0
          {"port": 65536}                          | port         | 65536          | maximum 65535
          {"port": 1000000000000}                  | port         | 1000000000000  | maximum 65535
          {"port": "8145"}                         | port         | "8145"         | type integer
          {"port": 8145.5}                         | port         | 8145.5         | type integer
          {"port": null}                           | port         | null           | type integer
          {"port": true}                           | port         | true           | type integer
          {"port": [8145]}                         | port         | [8145]         | type integer
          {"auth": "nobody"}                       | auth         | "nobody"       | one of same-user, token, none
          {"auth": "TOKEN"}                        | auth         | "TOKEN"        | enum
          {"auth": ""}                             | auth         | ""             | enum
          {"auth": null}                           | auth         | null           | enum
          {"auth": true}                           | auth         | true           | enum
          {"allowedOrigins": "http://a"}           | allowedOrigins | "http://a"   | type array
          {"allowedOrigins": {}}                   | allowedOrigins | {}           | type array
          {"allowedOrigins": ["*"]}                | allowedOrigins.0 | "*"        | pattern
          {"allowedOrigins": ["http://a:1/"]}      | allowedOrigins.0 | "http://a:1/" | pattern
          {"allowedOrigins": ["localhost:5173"]}   | allowedOrigins.0 | "localhost:5173" | pattern
          {"allowedOrigins": ["http://a", "ftp://b"]} | allowedOrigins.1 | "ftp://b" | pattern
          {"allowedOrigins": ["http://a", 5]}      | allowedOrigins.1 | 5          | type string
          {"allowedOrigins": [null]}               | allowedOrigins.0 | null       | type string
          {"allowedHosts": [""]}                   | allowedHosts.0 | ""           | minLength 1
          {"forward": "prices.*"}                  | forward      | "prices.*"     | type array
          {"forward": ["prices.*"]}                | forward.0    | "prices.*"     | type object
          {"forward": [{"address": 5}]}            | forward.0.address | 5         | type string
          {"forward": [{"address": "a", "policy": 5}]} | forward.0.policy | 5      | one of string, object
          {"model": "embedded"}                    | model        | "embedded"     | type object
          {"model": null}                          | model        | null           | type object
          {"model": []}                            | model        | []             | type object
          {"model": {"source": "gpt"}}             | model.source | "gpt"          | auto, embedded, ollama
          {"model": {"source": ""}}                | model.source | ""             | enum
          {"model": {"source": null}}              | model.source | null           | enum
          {"model": {"source": 5}}                 | model.source | 5              | enum
          {"model": {"url": "localhost:11434"}}    | model.url    | "localhost:11434" | pattern
          {"model": {"url": "https://a"}}          | model.url    | "https://a"    | pattern
          {"model": {"servers": "http://a"}}       | model.servers | "http://a"    | type array
          {"model": {"servers": ["a:1"]}}          | model.servers.0 | "a:1"       | pattern
          {"model": {"allowRemote": "yes"}}        | model.allowRemote | "yes"     | type boolean
          {"sessions": {"queue": -1}}              | sessions.queue | -1           | minimum 0
          {"sessions": {"queue": 1001}}            | sessions.queue | 1001         | maximum 1000
          {"model": {"url": "ftp://a"}}            | model.url    | "ftp://a"      | pattern
          {"model": {"url": "http://"}}            | model.url    | "http://"      | pattern
          {"model": {"url": "http://a b"}}         | model.url    | "http://a b"   | pattern
          {"model": {"url": 5}}                    | model.url    | 5              | type string
          {"model": {"name": ""}}                  | model.name   | ""             | minLength 1
          {"model": {"name": 5}}                   | model.name   | 5              | type string
          {"model": {"tokensPerSecond": 0}}        | model.tokensPerSecond | 0     | exclusiveMinimum 0
          {"model": {"tokensPerSecond": -5}}       | model.tokensPerSecond | -5    | exclusiveMinimum 0
          {"model": {"tokensPerSecond": 10000.5}}  | model.tokensPerSecond | 10000.5 | maximum 10000
          {"model": {"tokensPerSecond": "fast"}}   | model.tokensPerSecond | "fast" | pattern ^max$
          {"model": {"tokensPerSecond": "MAX"}}    | model.tokensPerSecond | "MAX" | pattern ^max$
          {"model": {"tokensPerSecond": "40"}}     | model.tokensPerSecond | "40"  | pattern ^max$
          {"model": {"tokensPerSecond": true}}     | model.tokensPerSecond | true  | one of number, string
          {"model": {"tokensPerSecond": null}}     | model.tokensPerSecond | null  | one of number, string
          {"model": {"seed": 1.5}}                 | model.seed   | 1.5            | type integer
          {"model": {"seed": "1"}}                 | model.seed   | "1"            | type integer
          {"model": {"seed": null}}                | model.seed   | null           | type integer
          {"model": {"seed": 99999999999999999999}} | model.seed  | 99999999999999999999 | maximum
          {"model": {"seed": -9007199254740992}}   | model.seed   | -9007199254740992 | minimum
          {"model": {"checkpoint": ""}}            | model.checkpoint | ""         | minLength 1
          {"model": {"checkpoint": 5}}             | model.checkpoint | 5          | type string
          {"frames": 60}                           | frames       | 60             | type object
          {"frames": {"contributionWindowMs": -1}} | frames.contributionWindowMs | -1 | minimum 0
          {"frames": {"contributionWindowMs": 17}} | frames.contributionWindowMs | 17 | maximum 16
          {"frames": {"contributionWindowMs": 1.5}} | frames.contributionWindowMs | 1.5 | type integer
          {"frames": {"ringSeconds": 0}}           | frames.ringSeconds | 0        | minimum 1
          {"frames": {"ringSeconds": 601}}         | frames.ringSeconds | 601      | maximum 600
          {"clients": {"max": 0}}                  | clients.max  | 0              | minimum 1
          {"clients": {"max": 100001}}             | clients.max  | 100001         | maximum 100000
          {"clients": {"maxPendingBytes": 1023}}   | clients.maxPendingBytes | 1023 | minimum 1024
          {"clients": {"maxPendingBytes": 1073741825}} | clients.maxPendingBytes | 1073741825 | maximum
          {"clients": {"sendBufferBytes": 4095}}   | clients.sendBufferBytes | 4095 | minimum 4096
          {"clients": {"sendBufferBytes": 16777217}} | clients.sendBufferBytes | 16777217 | maximum
          {"clients": {"ackWindow": 0}}            | clients.ackWindow | 0         | minimum 1
          {"clients": {"ackWindow": 601}}          | clients.ackWindow | 601       | maximum 600
          {"sessions": {"max": 0}}                 | sessions.max | 0              | minimum 1
          {"sessions": {"max": 65}}                | sessions.max | 65             | maximum 64
          {"sessions": {"max": "8"}}               | sessions.max | "8"            | type integer
          {"log": "logs"}                          | log          | "logs"         | type object
          {"log": {"directory": ""}}               | log.directory | ""            | minLength 1
          {"log": {"directory": 5}}                | log.directory | 5             | type string
          """)
  void aBadValueIsRefusedByKeyValueAndRule(String json, String key, String value, String rule) {
    assertThat(refusalOf(new JsonObject(json)))
        .startsWith("configuration: \"" + key + "\" can't be " + value + " (")
        .contains(rule);
  }

  @Test
  void aRefusalSaysWhatTheKeyMeans() {
    assertThat(refusalOf(new JsonObject("{\"port\": 65536}")))
        .isEqualTo(
            "configuration: \"port\" can't be 65536 (maximum 65535). The port to listen on. If it"
                + " is left out and 8145 is taken, the next free one of ten is used; if it is set"
                + " and taken, the start fails. 0 takes any free port.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"prot": 9000}                      | prot             | 9000   | port
          {"Port": 9000}                      | Port             | 9000   | port
          {"hosts": "a"}                      | hosts            | "a"    | host
          {"auht": "none"}                    | auht             | "none" | auth
          {"allowedOrigin": []}               | allowedOrigin    | []     | allowedOrigins
          {"origins": []}                     | origins          | []     | allowedOrigins
          {"models": {}}                      | models           | {}     | model
          {"tokensPerSecond": 5}              | tokensPerSecond  | 5      | model.tokensPerSecond
          {"seed": 5}                         | seed             | 5      | model.seed
          {"checkpoint": "a"}                 | checkpoint       | "a"    | model.checkpoint
          {"source": "auto"}                  | source           | "auto" | model.source
          {"ackWindow": 5}                    | ackWindow        | 5      | clients.ackWindow
          {"ringSeconds": 5}                  | ringSeconds      | 5      | frames.ringSeconds
          {"model": {"sorce": "auto"}}        | model.sorce      | "auto" | model.source
          {"model": {"tokenspersecond": 5}}   | model.tokenspersecond | 5 | model.tokensPerSecond
          {"model": {"tokens_per_second": 5}} | model.tokens_per_second | 5 | model.tokensPerSecond
          {"model": {"port": 5}}              | model.port       | 5      | port
          {"clients": {"maximum": 5}}         | clients.maximum  | 5      | clients.max
          {"clients": {"ackwindow": 5}}       | clients.ackwindow | 5     | clients.ackWindow
          {"session": {"max": 5}}             | session          | {"max":5} | sessions
          {"sessions": {"mx": 5}}             | sessions.mx      | 5      | sessions.max
          {"logs": {"directory": "a"}}        | logs             | {"directory":"a"} | log
          {"log": {"dir": "a"}}               | log.dir          | "a"    | log.directory
          {"frames": {"ringSecond": 5}}       | frames.ringSecond | 5     | frames.ringSeconds
          {"frames": {"window": 4}}           | frames.window    | 4      | frames.contributionWindowMs
          {"forwards": []}                    | forwards         | []     | forward
          {"forward": [{"adress": "a"}]}      | forward.0.adress | "a"    | forward.address
          {"clients": {"buffer": 4}}          | clients.buffer   | 4      | clients.sendBufferBytes
          """)
  void anUnknownKeyIsRefusedWithTheNearestKnownOne(
      String json, String key, String value, String nearest) {
    assertThat(refusalOf(new JsonObject(json)))
        .isEqualTo(
            "configuration: unknown key \"%s\" (value %s); the nearest known key is \"%s\""
                .formatted(key, value, nearest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"forward": [{"address": "__vertx.*", "policy": "all"}]} | forward[0]: address '__vertx.*' holds Vert.x's own
          {"forward": [{"address": "*", "withAddress": true, "type": "a"}]} | forward[0]: address '*' holds Vert.x's own
          {"forward": [{"address": "wirthforge.energy"}]}          | holds this bridge's own wirthforge.*
          {"forward": [{"key": "/a"}]}                             | forward[0]: address is missing
          {"forward": [{"address": "a"}, {"address": "b*c"}]}      | forward[1]: address must be an address
          {"forward": [{"address": "a", "type": "b\\u001b[31m"}]}  | forward[0]: an event type is named
          {"allowedHosts": ["*.example"]}                          | allowedHosts are names as in a Host header
          {"allowedOrigins": ["https://*.example"]}                | allowedOrigins are scheme and host
          """)
  void whatNoSchemaSaysIsRefusedAtTheSameTime(String json, String complaint) {
    assertThat(refusalOf(new JsonObject(json))).contains(complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "a/b",
        "~",
        "a~1b",
        "\n",
        "two\nlines",
        "\u001b[31m",
        "pört",
        "中",
        "😀",
        "\"",
        "\\",
        "..",
        "\uD800",
        "$schema",
        "__proto__"
      })
  void aStrangeKeyIsRefusedInOneLine(String key) {
    assertThat(refusalOf(new JsonObject().put(key, 1))).contains("unknown key");
    refusalOf(new JsonObject().put("model", new JsonObject().put(key, 1)));
  }

  @Test
  void aKeyWithASlashIsTheOneThatWasWritten() {
    assertThat(refusalOf(new JsonObject().put("a/b~c", 1)))
        .startsWith("configuration: unknown key \"a/b~c\" (value 1)");
  }

  @Test
  void aKeyOfAnyLengthIsRefused() {
    for (int length : new int[] {100, 300, 100_000}) {
      refusalOf(new JsonObject().put("k".repeat(length), 1));
    }
  }

  @Test
  void aValueOfAnyLengthIsShortened() {
    assertThat(refusalOf(new JsonObject().put("auth", "x".repeat(100_000)))).contains("xxx…");
    refusalOf(new JsonObject().put("auth", "two\nlines \u001b[31m\u0085"));
  }

  @Test
  void aConfigurationNestedTooDeepIsRefused() {
    JsonObject deep = new JsonObject();
    for (int i = 0; i < 500; i++) {
      deep = new JsonObject().put("model", deep);
    }
    refusalOf(deep);
  }
}
