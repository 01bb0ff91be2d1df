package io.wirthforge.verticles.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses on this machine are used, others only where that was allowed. */
class ServerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:11434, 127.0.0.1, 11434, '', 127.0.0.1:11434",
    "http://127.0.0.1:11434/, 127.0.0.1, 11434, '', 127.0.0.1:11434",
    "HTTP://LocalHost, LocalHost, 80, '', LocalHost:80",
    "http://[::1]:8080/v1/, ::1, 8080, /v1, [::1]:8080",
    "http://127.8.9.255:1/a/b//, 127.8.9.255, 1, /a/b, 127.8.9.255:1",
  })
  void anAddressHereIsTakenApart(
      String text, String host, int port, String path, String authority) {
    ServerUrl url = ServerUrl.of(text, false);
    assertThat(url).isEqualTo(new ServerUrl(host, port, path));
    assertThat(url.authority()).isEqualTo(authority);
    assertThat(ServerUrl.of(url.toString(), false)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.168.1.5:11434",
        "http://example.org",
        "http://0.0.0.0:11434",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "http://[::2]:80",
        "http://[::ffff:127.0.0.1]:80",
        "http://2130706433",
      })
  void anAddressElsewhereNeedsAnExplicitPermission(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerUrl.of(text, false))
        .withMessageContaining("not on this machine")
        .withMessageContaining("\"model.allowRemote\"");
    assertThat(ServerUrl.of(text, true).toString()).startsWith("http://");
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1, does not begin with http://",
    "ftp://127.0.0.1, does not begin with http://",
    "localhost:11434, does not begin with http://",
    "http://:11434, names no host",
    "http:///path, is no URL|names no host",
    "http://, is no URL",
    "http://127.0.0.1:0, names no host and port",
    "http://127.0.0.1:70000, names no host and port",
    "http://127.0.0.1:port, names no host",
    "http://127.0.0.1@example.org, more than a host",
    "http://me:secret@127.0.0.1, more than a host",
    "http://127.0.0.1/?a=b, more than a host",
    "http://127.0.0.1/#a, more than a host",
    "'http://127.0.0.1/\\', is no URL",
    "http://a_b.example, names no host",
    "http://127.0.0.256, names no host",
    "http://1270.0.0.1, names no host",
  })
  void whatCannotBeUsedIsRefusedWithWords(String text, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerUrl.of(text, false))
        .satisfies(e -> assertThat(e.getMessage()).containsPattern(words));
  }

  @Test
  void aRefusalDoesNotRepeatASecretInTheAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerUrl.of("http://me:secret@127.0.0.1", false))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }
}
