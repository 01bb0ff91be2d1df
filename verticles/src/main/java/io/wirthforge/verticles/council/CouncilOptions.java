package io.wirthforge.verticles.council;

/**
 * The constants of the council.
 *
 * @param maxModels how many models are compared at once; the pairs grow with its square
 * @param minTokens how many tokens in the last 60 frames make a stream active
 * @param windowFrames over how many frames energies are compared
 * @param entryFrames for how many frames in a row an interference must hold before it is told
 * @param emaAlpha the weight of the newest frame in the smoothed energy, above 0, at most 1
 * @param correlationEnter the correlation that makes a pattern, 0…1
 * @param correlationLeave the correlation below which it ends, 0…1
 * @param repeatFrames after how many frames a pattern that holds is told again
 * @param lockWindowFrames over how many frames phases are compared
 * @param lockEntryFrames for how many frames in a row a resonance must hold before it is told
 * @param ratioTolerance how far two frequencies may be off a ratio, relative to it
 * @param lockEnter the phase locking that makes a resonance, 0…1
 * @param lockLeave the phase locking below which it ends, 0…1
 */
public record CouncilOptions(
    int maxModels,
    int minTokens,
    int windowFrames,
    int entryFrames,
    double emaAlpha,
    double correlationEnter,
    double correlationLeave,
    int repeatFrames,
    int lockWindowFrames,
    int lockEntryFrames,
    double ratioTolerance,
    double lockEnter,
    double lockLeave) {

  /** The constants that hold unless others are set. */
  public static final CouncilOptions DEFAULT =
      new CouncilOptions(8, 5, 60, 90, 0.2, 0.7, 0.6, 15, 60, 90, 0.05, 0.85, 0.7);

  /** The longest window, in frames. */
  public static final int MAX_WINDOW_FRAMES = 240;

  /** Checks what the arithmetic relies on. */
  public CouncilOptions {
    checkWindow(windowFrames);
    checkWindow(lockWindowFrames);
    if (correlationLeave > correlationEnter || lockLeave > lockEnter) {
      throw new IllegalArgumentException("a pattern is left below where it is entered");
    }
  }

  private static void checkWindow(int frames) {
    if (frames < 2 || frames > MAX_WINDOW_FRAMES) {
      throw new IllegalArgumentException(
          "a window has 2 to " + MAX_WINDOW_FRAMES + " frames, not " + frames);
    }
  }
}
