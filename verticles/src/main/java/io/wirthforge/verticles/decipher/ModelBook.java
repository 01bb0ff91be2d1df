package io.wirthforge.verticles.decipher;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every model's energy by its slug; a tick looks at those alone that are awake.
 *
 * <p>A model that is at rest is remembered, so that its total never falls; of very many the one
 * that was asked least recently is forgotten.
 */
final class ModelBook {

  static final int MAX_MODELS = 1024;

  private final DecipherOptions options;
  private final Map<String, ModelEnergy> all = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, ModelEnergy> awake = new LinkedHashMap<>();

  ModelBook(DecipherOptions options) {
    this.options = options;
  }

  /** The model of a slug; awake from now on. */
  ModelEnergy wake(String modelId) {
    ModelEnergy model = awake.get(modelId);
    if (model != null) {
      all.get(modelId); // Asked just now, so the last to be forgotten.
    } else {
      model =
          all.computeIfAbsent(
              modelId, id -> new ModelEnergy(options, id, options.factors().factorOf(id)));
      awake.put(modelId, model);
      bound();
    }
    return model;
  }

  /** Those that are awake, in the order of their waking. */
  List<ModelEnergy> awake() {
    return new ArrayList<>(awake.values());
  }

  /** Lets those rest that have nothing to tell, but for some. */
  void rest(Set<String> except) {
    awake.values().removeIf(model -> model.isAtRest() && !except.contains(model.modelId()));
  }

  int size() {
    return all.size();
  }

  private void bound() {
    Iterator<String> leastRecent = all.keySet().iterator();
    while (all.size() > MAX_MODELS && leastRecent.hasNext()) {
      if (!awake.containsKey(leastRecent.next())) {
        leastRecent.remove();
      }
    }
  }
}
