package io.wirthforge.verticles;

/** How far the start has come. May be read on any thread. */
public final class Readiness {

  /** A step of the start, and what is waited for while it lasts. */
  public enum Stage {
    FRAMES("the frame clock is starting"),
    DOOR("the port is being opened"),
    MODEL("the model is loading"),
    ENGINE("Decipher, council and rewards are starting"),
    ANNOUNCEMENT("the model is loaded, startup_complete was not sent yet"),
    READY("ready"),
    STOPPING("the server is stopping");

    private final String words;

    Stage(String words) {
      this.words = words;
    }
  }

  private volatile Stage stage = Stage.FRAMES;

  void reached(Stage next) {
    stage = next;
  }

  /** The step the start is at. */
  public Stage stage() {
    return stage;
  }

  /** What is waited for, in words. */
  public String reason() {
    Stage current = stage;
    return (current == Stage.READY ? Stage.ANNOUNCEMENT : current).words;
  }
}
