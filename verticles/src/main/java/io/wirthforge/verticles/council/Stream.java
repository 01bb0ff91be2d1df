package io.wirthforge.verticles.council;

/** One model's stream as the council sees it: energy frame by frame, and rhythm. */
final class Stream {

  private static final double FRAME_NANOS = 1e9 / 60;
  private static final long IDLE_FRAMES = 600;

  private final String modelId;
  private final int minTokens;
  private final EnergySeries energy;
  private final Beat beat = new Beat();
  private long lastTokenFrame;
  private long activeFrames;

  Stream(String modelId, CouncilOptions options, long frame) {
    this.modelId = modelId;
    this.minTokens = options.minTokens();
    this.energy = new EnergySeries(options);
    this.lastTokenFrame = frame;
  }

  String modelId() {
    return modelId;
  }

  EnergySeries energy() {
    return energy;
  }

  Beat beat() {
    return beat;
  }

  void token(long arrivalNanos, int tokens, double units, FrameTimes times) {
    lastTokenFrame = times.newest();
    double framesLate =
        times.newest() < 0 ? 0 : (arrivalNanos - times.at(times.newest())) / FRAME_NANOS;
    energy.add(framesLate, tokens, units);
    beat.token(arrivalNanos, tokens, times);
  }

  void close(long newestFrame, int frames) {
    energy.close(newestFrame, frames);
    activeFrames = energy.recentTokens() >= minTokens ? activeFrames + frames : 0;
  }

  /** For how many frames enough tokens have come; 0 while they don't. */
  long activeFrames() {
    return activeFrames;
  }

  boolean isActive() {
    return activeFrames > 0;
  }

  /** The frame in which its newest token came. */
  long lastTokenFrame() {
    return lastTokenFrame;
  }

  /** Whether it has been silent for so long that no pattern of it can be left. */
  boolean isSilent(long frame) {
    return !isActive() && frame - lastTokenFrame > EnergySeries.ACTIVITY_FRAMES;
  }

  /** Whether it has been silent for so long that it may be forgotten. */
  boolean isOver(long frame) {
    return frame - lastTokenFrame > IDLE_FRAMES;
  }
}
