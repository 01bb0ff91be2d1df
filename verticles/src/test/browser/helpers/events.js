/** Events as the stream carries them, each with what a test does not care for filled in. */

const event = (type, channel, payload, more = {}) => ({ type, channel, timestamp: Date.now(), ...more, payload });

export const startup = (model = "m") =>
  event("startup_complete", "system", { model, tier: "Low-Tier", version: "1.0.0", frameRate: 60 });

export const heartbeat = (sequence) =>
  event("heartbeat", "system", { sequence, serverTime: Date.now(), frameRate: 60 });

export const update = (payload = {}, timestamp = Date.now()) =>
  event(
    "energy_update",
    "energy",
    { modelId: "m", totalEnergy: 0, deltaEnergy: 0, tokensGenerated: 0, processingTime: 0.1, ...payload },
    { timestamp, frameNumber: 0 },
  );

export const field = (intensity, fieldType = "stream", coordinates = [], modelId = "m", timestamp = Date.now()) =>
  event("energy_field", "energy", { modelId, fieldType, intensity, coordinates }, { timestamp, frameNumber: 0 });

export const tokens = (sessionId, list, isComplete = false, modelId = "m", timestamp = Date.now()) =>
  event("token_stream", "experience", { sessionId, modelId, tokens: list, isComplete }, { timestamp });

export const interference = (patternType, intensity, models = ["m", "n"]) =>
  event(
    "interference_event",
    "council",
    { patternType, models, intensity, coherenceScore: (1 + (patternType === "destructive" ? -intensity : intensity)) / 2 },
    { frameNumber: 0 },
  );

export const resonance = (frequency, amplitude, participants = ["m", "n"]) =>
  event(
    "resonance_event",
    "council",
    { resonanceType: "fundamental", frequency, amplitude, participants, phase: 42 },
    { frameNumber: 0 },
  );

export const reward = (title, more = {}) =>
  event("reward_event", "reward", { rewardType: "milestone", title, points: 50, ...more });

export const error = (code, message = `about ${code}`, severity = "warning") =>
  event("error_event", "system", { severity, code, message, component: "model" });
