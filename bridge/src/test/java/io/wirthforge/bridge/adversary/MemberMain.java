package io.wirthforge.bridge.adversary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A node in a process of its own, which does what its standard input says and ends with it. */
final class MemberMain {

  /** What its answers begin with, among lines of the log. */
  static final String ANSWER = "answer: ";

  private static final PrintStream OUT = System.out;

  private MemberMain() {}

  private static void answer(Object answer) {
    OUT.println(ANSWER + answer);
  }

  public static void main(String[] arguments) throws IOException {
    Member member = Member.start(Place.ofArguments(arguments));
    answer("ready " + member.port());
    Map<String, Counting> countings = new HashMap<>();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "count" ->
            countings.put(words[1], Counting.begin(member.vertx, member.options, words[1]));
        case "finish" -> countings.get(words[1]).finish();
        case "counted" -> answer(countings.get(words[1]).counted());
        case "neighbours" -> answer(member.status().getJsonArray("neighbours").size());
        case "troubles" -> answer(member.status().getJsonArray("troubles").encode());
        case "taken" -> answer(member.count("wirthforge.events.in"));
        case "publish" -> member.publish(Story.reward(words[1]));
        case "rewards" -> answer(Member.rewards(member));
        case "leave" -> {
          member.close();
          answer("left");
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    Runtime.getRuntime().halt(0); // Whoever started it is gone.
  }
}
