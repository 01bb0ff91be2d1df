package io.wirthforge.verticles.model.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The continuation of one prompt, a token per call. The caller decides when and on which thread to
 * call, one thread at a time; generations of the same model do not know of each other.
 *
 * <p>The texts of all tokens, appended to the prompt, read on naturally. A call computes as many
 * tokens as it takes to know one for certain: more than one only while a character is incomplete or
 * the text might be the beginning of a stop string.
 */
public final class Generation {

  private static final int ALTERNATIVES = 10;

  private final EmbeddedModel model;
  private final Transformer transformer;
  private final TransformerState state;
  private final Tokenizer tokenizer;
  private final Prompt prompt;
  private final Sampler sampler;
  private final int maxTokens;
  private final TopLogits best;
  private final Deque<GeneratedToken> ready = new ArrayDeque<>();
  private final StopFilter stops;
  private final Utf8Joiner characters;

  private int fed; // prompt tokens fed
  private int sampled; // tokens sampled
  private int last; // the newest of them, not fed yet
  private boolean spaceDue; // the text so far ends with the space that the next piece begins with
  private @Nullable FinishReason reason;

  /**
   * A generation at its start. Encodes the prompt but computes nothing yet.
   *
   * @param model the model
   * @param prompt any text; what exceeds the context window is cut at its beginning
   * @param options the parameters
   */
  public Generation(EmbeddedModel model, String prompt, GenerationOptions options) {
    this.model = model;
    this.transformer = model.transformer();
    this.state = transformer.newState();
    this.tokenizer = model.tokenizer();
    this.prompt = Prompt.of(prompt, tokenizer, model.startsWithBos(), transformer.window() - 1);
    this.spaceDue = this.prompt.endsWithSpace();
    this.sampler =
        new Sampler(options.temperature(), options.topP(), options.seed(), tokenizer.size());
    this.maxTokens = options.maxTokens();
    this.best = new TopLogits(Math.min(ALTERNATIVES, tokenizer.size()));
    this.stops = new StopFilter(options.stop(), ready::add);
    this.characters = new Utf8Joiner(this::release);
  }

  /** How many tokens the prompt has that are fed to the model. */
  public int promptTokens() {
    return prompt.tokens().length;
  }

  /** How many tokens were sampled so far, with those that wait and an end-of-text token. */
  public int sampledTokens() {
    return sampled;
  }

  /**
   * Feeds a part of the prompt, so that long prompts can be fed in steps.
   *
   * @param tokens how many at most
   * @return whether the whole prompt is fed
   */
  public boolean prefill(int tokens) {
    int[] ids = prompt.tokens();
    for (int i = 0; i < tokens && fed < ids.length; i++) {
      transformer.feed(state, ids[fed++]);
    }
    return fed == ids.length;
  }

  /**
   * The next token; null at the end, when {@link #finishReason()} tells why. Feeds what is left of
   * the prompt.
   *
   * @throws IllegalStateException if the weights are damaged so that they predict nothing
   */
  public @Nullable GeneratedToken next() {
    prefill(Integer.MAX_VALUE);
    while (ready.isEmpty() && reason == null) {
      sample();
    }
    return ready.poll();
  }

  /** Why the generation is over; null as long as {@link #next()} may return a token. */
  public @Nullable FinishReason finishReason() {
    return ready.isEmpty() ? reason : null;
  }

  private void sample() {
    if (sampled > 0) {
      transformer.feed(state, last);
    }
    float[] logits = transformer.logits(state);
    double logSum = Numeric.logSumExp(logits);
    if (!Double.isFinite(logSum)) {
      throw new IllegalStateException(model.name() + " predicts " + logSum + ": damaged weights");
    }
    last = sampler.sample(logits);
    sampled++;
    if (last == Tokenizer.BOS || last == Tokenizer.EOS) {
      finish(FinishReason.STOP);
      return;
    }
    accept(last, logits[last] - logSum, alternatives(logits, logSum));
    if (stops.stopped()) {
      reason = FinishReason.STOP;
    } else if (sampled == maxTokens) {
      finish(FinishReason.LENGTH);
    }
  }

  private void accept(int id, double logprob, List<Alternative> top) {
    if (tokenizer.isByte(id)) {
      characters.accept(tokenizer.byteOf(id), logprob, top);
    } else {
      characters.accept(new GeneratedToken(tokenizer.text(id), 1, logprob, top));
    }
  }

  /** Takes what the joiner lets through. */
  private void release(GeneratedToken token) {
    boolean doubled = spaceDue && token.text().startsWith(" ");
    spaceDue = false;
    stops.accept(doubled ? token.withText(token.text().substring(1)) : token);
  }

  private void finish(FinishReason why) {
    characters.finish();
    stops.finish();
    reason = stops.stopped() ? FinishReason.STOP : why;
  }

  private List<Alternative> alternatives(float[] logits, double logSum) {
    List<Alternative> top = new ArrayList<>(best.size());
    best.find(logits);
    for (int i = 0; i < best.size(); i++) {
      int id = best.id(i);
      top.add(new Alternative(tokenizer.label(id), logits[id] - logSum));
    }
    return top;
  }
}
