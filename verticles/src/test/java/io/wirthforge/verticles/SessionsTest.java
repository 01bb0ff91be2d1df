package io.wirthforge.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions open and end; there are never more than allowed. */
class SessionsTest {

  private final Sessions sessions = new Sessions(2);

  private String open(String... models) {
    String id = Sessions.newId();
    sessions.open(id, List.of(models));
    return id;
  }

  @Test
  void aSessionEndsWithItsLastModel() {
    String id = open("a", "b");
    sessions.ended(id, "a");
    assertThat(sessions.isOpen(id)).isTrue();
    sessions.ended(id, "a");
    assertThat(sessions.isOpen(id)).isTrue();
    sessions.ended(id, "b");
    assertThat(sessions.isOpen(id)).isFalse();
    assertThat(sessions.size()).isZero();
  }

  @Test
  void theyAreFullAtTheirLimit() {
    assertThat(sessions.max()).isEqualTo(2);
    String first = open("a");
    assertThat(sessions.isFull()).isFalse();
    open("a");
    assertThat(sessions.isFull()).isTrue();
    sessions.ended(first, "a");
    assertThat(sessions.isFull()).isFalse();
  }

  @Test
  void endsOfWhatIsNotOpenChangeNothing() {
    sessions.ended("nobody", "a");
    String id = open("a");
    sessions.ended(id, "b");
    assertThat(sessions.isOpen(id)).isTrue();
  }

  @Test
  void namesAreLegalAndNeverTheSame() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String name = Sessions.newId();
      assertThat(name).matches("^s-[a-z0-9]+$");
      assertThat(names.add(name)).isTrue();
    }
  }
}
