package io.wirthforge.verticles.model.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where model servers are looked for, in order. */
public final class ServerPlan {

  private static final String HERE = "http://127.0.0.1:";

  private final List<Candidate> candidates = new ArrayList<>();

  /** A plan of these. */
  ServerPlan(List<Candidate> candidates) {
    candidates.forEach(this::add);
  }

  /**
   * An address to look at.
   *
   * @param isMain whether its models are written with unless another is asked for
   * @param isKept whether it is looked for again if it is not there
   */
  record Candidate(ServerUrl url, List<Dialect> dialects, boolean isMain, boolean isKept) {}

  /**
   * What a configuration asks for.
   *
   * @param source {@code auto}, {@code embedded}, or what runs the model
   * @param url of the server; null for the usual one
   * @param others URLs of further servers
   * @throws IllegalArgumentException if a URL can't be used, in words that name its key
   */
  public static ServerPlan of(
      String source, @Nullable String url, List<String> others, boolean allowRemote) {
    ServerPlan plan = new ServerPlan(List.of());
    List<Dialect> all = Dialect.all(allowRemote);
    List<Dialect> spoken = all.stream().filter(each -> each.source().equals(source)).toList();
    if (url != null) {
      List<Dialect> dialects = spoken.isEmpty() ? all : spoken;
      plan.add(new Candidate(read("model.url", url, allowRemote), dialects, true, true));
    } else if (!source.equals("embedded")) {
      plan.addUsual(all, spoken);
    }
    for (String other : others) {
      plan.add(new Candidate(read("model.servers", other, allowRemote), all, false, true));
    }
    return plan;
  }

  List<Candidate> candidates() {
    return List.copyOf(candidates);
  }

  /** Where each kind usually listens; those that nobody named are looked for once. */
  private void addUsual(List<Dialect> all, List<Dialect> spoken) {
    int[] ports = {11434, 8080, 1234, 8000};
    for (int i = 0; i < ports.length; i++) {
      Dialect usual = all.get(Math.min(i, all.size() - 1));
      if (spoken.isEmpty() || spoken.contains(usual)) {
        ServerUrl url = ServerUrl.of(HERE + ports[i], false);
        add(new Candidate(url, List.of(usual), true, !spoken.isEmpty()));
      }
    }
  }

  private void add(Candidate candidate) {
    if (candidates.stream().noneMatch(each -> each.url().equals(candidate.url()))) {
      candidates.add(candidate);
    }
  }

  private static ServerUrl read(String key, String url, boolean allowRemote) {
    try {
      return ServerUrl.of(url, allowRemote);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + key + "\" \"" + url + "\" " + e.getMessage(), e);
    }
  }
}
