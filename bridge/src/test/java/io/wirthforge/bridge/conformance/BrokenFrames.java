package io.wirthforge.bridge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wirthforge.schemas.conformance.Rule;
import java.util.List;
import java.util.function.Consumer;

/** Servers whose frames mode is wrong. */
final class BrokenFrames {

  /** Merges of fewer ticks happen to any client of a busy machine. */
  private static final int LONG_MERGE_TICKS = 45;

  private BrokenFrames() {}

  static List<BrokenServer> all() {
    return List.of(
        new BrokenServer("leaves frames out", Rule.FRAMES_CONTIGUOUS, LeavesOut::new),
        new BrokenServer("welcomes with another epoch", Rule.FRAMES_WELCOME, OtherEpoch::new),
        new BrokenServer("knows no window", Rule.FRAMES_ACK_WINDOW, NoWindow::new),
        new BrokenServer("takes no acks", Rule.FRAMES_ACK_WINDOW, NoAcks::new),
        new BrokenServer(
            "resumes further on",
            Rule.FRAMES_RESUME,
            () ->
                new OnResume(
                    frame -> frame.put("fromFrame", frame.path("fromFrame").asLong() + 5))),
        new BrokenServer(
            "resumes with text doubled",
            Rule.FRAMES_RESUME_CONTENT,
            () -> new OnResume(BrokenFrames::doubleText)),
        new BrokenServer(
            "resumes without the text",
            Rule.FRAMES_RESUME_CONTENT,
            () -> new OnResume(BrokenFrames::dropText)),
        new BrokenServer("resets silently", Rule.FRAMES_RESUME_TOO_OLD, SilentReset::new),
        new BrokenServer(
            "drops text when it merges",
            Rule.FRAMES_MERGE_EQUIVALENCE,
            () -> new OnMerge(BrokenFrames::dropText)),
        new BrokenServer(
            "doubles energy when it merges",
            Rule.FRAMES_MERGE_EQUIVALENCE,
            () -> new OnMerge(BrokenFrames::doubleEnergy)));
  }

  private static void doubleText(ObjectNode frame) {
    for (JsonNode event : frame.path("events")) {
      JsonNode tokens = event.path("payload").path("tokens");
      if (tokens instanceof ArrayNode array) {
        array.addAll(array.deepCopy());
      }
    }
  }

  private static void dropText(ObjectNode frame) {
    frame.path("events").elements().forEachRemaining(BrokenFrames::empty);
  }

  private static void empty(JsonNode event) {
    if (event.path("payload").path("tokens") instanceof ArrayNode tokens) {
      tokens.removeAll();
    }
  }

  private static void doubleEnergy(ObjectNode frame) {
    for (JsonNode event : frame.path("events")) {
      JsonNode delta = event.path("payload").path("deltaEnergy");
      if (delta.isNumber()) {
        ((ObjectNode) event.path("payload")).put("deltaEnergy", delta.doubleValue() * 2);
      }
    }
  }

  private static final class LeavesOut extends JsonSpoiler {
    private int frames;

    @Override
    List<ObjectNode> frame(ObjectNode frame) {
      return ++frames % 40 == 0 ? List.of() : List.of(frame);
    }
  }

  private static final class OtherEpoch extends JsonSpoiler {
    @Override
    List<ObjectNode> welcome(ObjectNode welcome) {
      return List.of(welcome.put("epoch", "another"));
    }
  }

  private static final class NoWindow extends JsonSpoiler {
    @Override
    List<ObjectNode> frame(ObjectNode frame) {
      tellServer("{\"type\":\"ack\",\"frameNumber\":" + frame.path("frameNumber") + "}");
      return List.of(frame);
    }

    @Override
    boolean up(String text) {
      return !text.contains("\"ack\"");
    }
  }

  private static final class NoAcks extends Spoiler {
    @Override
    boolean up(String text) {
      return !text.contains("\"ack\"");
    }
  }

  private static final class OnResume extends JsonSpoiler {
    private final Consumer<ObjectNode> change;
    private int frames;

    OnResume(Consumer<ObjectNode> change) {
      this.change = change;
    }

    @Override
    List<ObjectNode> frame(ObjectNode frame) {
      // Not of what is resumed from the very first frame: all of that has no witness.
      if (asksFor("resume=") && !asksFor(":0 ") && !frame.has("reset") && frames++ == 0) {
        change.accept(frame);
      }
      return List.of(frame);
    }
  }

  private static final class SilentReset extends JsonSpoiler {
    @Override
    List<ObjectNode> frame(ObjectNode frame) {
      if (asksFor("resume=")) {
        frame.remove("reset");
      }
      return List.of(frame);
    }
  }

  private static final class OnMerge extends JsonSpoiler {
    private final Consumer<ObjectNode> change;

    OnMerge(Consumer<ObjectNode> change) {
      this.change = change;
    }

    @Override
    List<ObjectNode> frame(ObjectNode frame) {
      if (!asksFor("resume=") && ticks(frame) >= LONG_MERGE_TICKS) {
        change.accept(frame);
      }
      return List.of(frame);
    }
  }
}
