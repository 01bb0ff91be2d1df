package io.wirthforge.bridge;

/**
 * The event-bus addresses of one bridge, all under one root.
 *
 * @param root the first part of every address, such as {@code wirthforge}
 */
public record Addresses(String root) {

  /** Where events of a channel are published: a record, or a JsonObject. */
  public String channel(String channel) {
    return root + "." + channel;
  }

  /** Where each tick is told to contributors: {@link FrameTick}. */
  public String tick() {
    return root + ".frame.tick";
  }

  /** Where contributors answer: {@link Contribution}. */
  public String contribution() {
    return root + ".frame.contribution";
  }

  /** Where a contributor gives its name, so that frames wait for it. */
  public String join() {
    return root + ".frame.join";
  }

  /** Where a contributor takes its leave. */
  public String leave() {
    return root + ".frame.leave";
  }

  /** Where every frame is published: {@link SealedFrame}, local and by reference. */
  public String sealed() {
    return root + ".frame.sealed";
  }

  /** Where the state of the stream can be asked for: replies {@link FrameSeed}. */
  public String seed() {
    return root + ".frame.seed";
  }

  /** Where nodes of a cluster say once a second that they live: {@link Beacon}, as JSON. */
  public String beacon() {
    return root + ".cluster.beacon";
  }

  /** Where a node tells the others what was contributed or sent to it alone. */
  public String relay() {
    return root + ".cluster.relay";
  }

  /** Where a node that joins asks another for the state of the stream. */
  public String handover() {
    return root + ".cluster.handover";
  }

  /**
   * Where a node of a cluster, asked by its own verticles, replies how the cluster fares: {@code
   * {node, wireForm, neighbours: [string], troubles: [string]}}. Nobody answers where there is no
   * cluster.
   */
  public String cluster() {
    return root + ".cluster.status";
  }

  /** Where someone asks to record what goes into frames: {@link Recording}, by reference. */
  public String record() {
    return root + ".frame.record";
  }
}
