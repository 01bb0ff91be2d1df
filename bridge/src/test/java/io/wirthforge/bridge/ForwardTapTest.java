package io.wirthforge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.Message;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ear in everybody's way: what it takes, and that all goes on. */
class ForwardTapTest {

  private final List<String> taken = new ArrayList<>();
  private int passedOn;

  @ParameterizedTest
  @CsvSource({
    "prices.WF, prices.*",
    "prices., prices.*",
    "prices, ''",
    "pricesX, ''",
    "p, ''",
    "'', ''",
    "weather.paris, weather*",
    "weather, weather*",
    "été.a, été.*",
    "étés, ''"
  })
  void addressesMatchByTheirBeginning(String address, String pattern) {
    ForwardTap tap = tap("prices.*", "weather*", "été.*");
    tap.handle(message(address, false));

    assertThat(String.join("", taken)).isEqualTo(pattern);
    assertThat(passedOn).isEqualTo(1);
  }

  @Test
  void aMessageMayMatchSeveralPatterns() {
    tap("a.*", "a.b.*", "b.*").handle(message("a.b.c", false));

    assertThat(taken).containsExactly("a.*", "a.b.*");
    assertThat(passedOn).isEqualTo(1);
  }

  @Test
  void whatIsSentToOneIsNotTaken() {
    tap("a.*").handle(message("a.b", true));

    assertThat(taken).isEmpty();
    assertThat(passedOn).isEqualTo(1);
  }

  @Test
  void aFailureFailsNoPublisher() {
    ForwardTap tap =
        new ForwardTap(
            List.of(forward("a.*")),
            (forward, address, body) -> {
              throw new IllegalStateException("on purpose");
            });
    tap.handle(message("a.b", false));
    tap.handle(message("a.b", false));

    assertThat(passedOn).isEqualTo(2);
  }

  private ForwardTap tap(String... patterns) {
    List<Forward> forwards = new ArrayList<>();
    for (String pattern : patterns) {
      forwards.add(forward(pattern));
    }
    return new ForwardTap(
        forwards, (forward, address, body) -> taken.add(forward.options().address()));
  }

  private static Forward forward(String pattern) {
    ForwardOptions options =
        new ForwardOptions(pattern).as("a", "a").merging(ForwardPolicy.keepAll());
    return new Forward(options, 1 << 20);
  }

  @SuppressWarnings("unchecked") // A proxy is of the one interface it was made for.
  private DeliveryContext<Object> message(String address, boolean send) {
    Message<Object> message =
        (Message<Object>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Message.class},
                (self, method, arguments) -> address);
    return new DeliveryContext<>() {
      @Override
      public Message<Object> message() {
        return message;
      }

      @Override
      public void next() {
        passedOn++;
      }

      @Override
      public boolean send() {
        return send;
      }

      @Override
      public Object body() {
        return "body";
      }
    };
  }
}
