package io.wirthforge.bridge;

import java.nio.file.Files;
import java.nio.file.Path;

/** Who may connect. */
public enum AuthMode {
  /** Processes of the user that runs the server; known on Linux only. */
  SAME_USER("same-user"),
  /** Whoever holds the token that was made at the start. */
  TOKEN("token"),
  /** Every process that reaches the port. */
  NONE("none");

  private final String configName;

  AuthMode(String configName) {
    this.configName = configName;
  }

  /** The name in configuration. */
  public String configName() {
    return configName;
  }

  /** {@link #SAME_USER} where the kernel tells whose a socket is, else {@link #TOKEN}. */
  public static AuthMode platformDefault() {
    return Files.isReadable(Path.of("/proc/net/tcp")) ? SAME_USER : TOKEN;
  }

  /**
   * The mode of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AuthMode named(String name) {
    for (AuthMode mode : values()) {
      if (mode.configName.equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("auth must be same-user, token or none, was '" + name + "'");
  }
}
