package io.wirthforge.schemas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a stream is, as people write it. */
class StreamAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ws://127.0.0.1:8145/ws,          ws://127.0.0.1:8145/ws",
    "ws://127.0.0.1:8145,             ws://127.0.0.1:8145/ws",
    "http://127.0.0.1:8145/,          ws://127.0.0.1:8145/ws",
    "http://127.0.0.1:8145/?token=ab, ws://127.0.0.1:8145/ws",
    "ws://localhost/stream,           ws://localhost:80/stream",
    "https://localhost,               wss://localhost:443/ws",
    "ws://[::1]:8145/ws,              ws://[::1]:8145/ws",
  })
  void aPastedUrlIsAnAddress(String url, String address) {
    assertThat(StreamAddress.of(url)).hasToString(address);
  }

  @Test
  void theTokenIsTakenFromTheUrlAndNeverShown() {
    StreamAddress address = StreamAddress.of("http://127.0.0.1:8145/?token=secret");

    assertThat(address.token()).isEqualTo("secret");
    assertThat(address.toString()).doesNotContain("secret");
    assertThat(address.withToken(null).token()).isEqualTo("secret");
    assertThat(address.withToken("other").token()).isEqualTo("other");
    assertThat(StreamAddress.of("ws://127.0.0.1:1/ws?token=").token()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ws", "127.0.0.1:8145", "ftp://a/", "ws://", "ws://a:0/", "ws://a b/"})
  void whatIsNoAddressIsSaidToBeNone(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> StreamAddress.of(url));
  }

  @Test
  void noHeaderIsSmuggledIn() {
    StreamAddress address = StreamAddress.of("ws://127.0.0.1:8145/ws").withToken("a\r\nX: y");

    assertThatIllegalArgumentException().isThrownBy(() -> Upgrade.to(address));
  }
}
