package io.wirthforge.verticles;

/** The event-bus addresses between the application's verticles. */
public final class AppAddresses {

  /** Takes a prompt as JSON; replies status and body as {@link Answer} does. */
  public static final String PROMPT = "wirthforge.prompt";

  /** Takes {@code {sessionId}}; replies as {@link #PROMPT} does. */
  public static final String STOP = "wirthforge.stop";

  /** Replies the models as JSON. */
  public static final String MODELS = "wirthforge.models";

  /** Replies how the server fares, as JSON: {@code {status, checks: [{name, status, reason?}]}}. */
  public static final String HEALTH = "wirthforge.health";

  /** Replies where every session stands, as JSON. */
  public static final String DECIPHER_STATUS = "wirthforge.decipher.status";

  /** Announces a text before it starts: {@link io.wirthforge.verticles.model.TokenRequest}. */
  static final String DECIPHER_PROMPT = "wirthforge.decipher.prompt";

  /** Another model is shown while none writes: its slug. */
  static final String DECIPHER_DEFAULT = "wirthforge.decipher.default";

  /** Published to stop the texts of a session: its id. */
  static final String MODEL_CANCEL = "wirthforge.model.cancel";

  /** Published when everything is about to stop, on this node: nothing. */
  static final String STOPPING = "wirthforge.stopping";

  /** Published per piece of text: {@link io.wirthforge.verticles.model.TokenChunk}. */
  static final String MODEL_CHUNK = "wirthforge.model.chunk";

  /** Published per end of a text: {@link io.wirthforge.verticles.model.TokenEnd}. */
  static final String MODEL_END = "wirthforge.model.end";

  /** Published per chunk that was taken: {@link io.wirthforge.verticles.decipher.TokenEnergy}. */
  static final String DECIPHER_ENERGY = "wirthforge.decipher.energy";

  private AppAddresses() {}

  /**
   * Starts a text: {@link io.wirthforge.verticles.model.TokenRequest}.
   *
   * @param runner what runs the model
   */
  static String modelStart(String runner) {
    return "wirthforge.model.start." + runner;
  }
}
