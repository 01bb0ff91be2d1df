package io.wirthforge.bridge;

/**
 * How a replay went.
 *
 * @param frames how many frames were made
 * @param differing how many of them are not as they were recorded
 * @param lost how many lines the recording says it lacks
 * @param line the last line that was read
 * @param ending how the file ended
 */
public record ReplayReport(long frames, long differing, long lost, long line, Ending ending) {

  /** How a file can end. */
  public enum Ending {
    /** With its last line. */
    WHOLE,
    /** Because it had become as large as it might. */
    FULL,
    /** Behind a line that is not the last. */
    UNFINISHED,
    /** Within a line. */
    CUT
  }

  /** One line for people. */
  public String words() {
    String made = frames + " frames" + (differing == 0 ? ", all as recorded" : "");
    if (differing > 0) {
      made += ", " + differing + " not as recorded";
      made += lost > 0 ? " (the recording lacks " + lost + " lines)" : "";
    }
    return made
        + switch (ending) {
          case WHOLE -> "";
          case FULL -> "; the recording ended when its file was full";
          case UNFINISHED -> "; the recording was broken off after line " + line;
          case CUT -> "; the file ends in the middle of line " + line + ", replayed up to there";
        };
  }
}
