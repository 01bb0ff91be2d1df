// Made from the JSON Schemas by scripts/build.js: change those, not this.

/** A moment, in milliseconds since 1970-01-01T00:00:00Z. All events of a frame share the moment of its tick. */
export type Timestamp = number;

/** The number of a tick. The clock counts 60 a second and skips the numbers of ticks it missed. */
export type FrameNumber = number;

/** The slug of a model. GET /models tells the real name that belongs to it. */
export type ModelId = string;

/** An amount of energy, in energy units. */
export type EnergyValue = number;

/** The channel that an event travels on. */
export type ChannelType = "system" | "energy" | "experience" | "council" | "reward";

/** The server is ready. The first event of a connection. */
export interface StartupComplete {
  type: "startup_complete";
  channel: "system";
  timestamp: Timestamp;
  payload: {
    model: ModelId;
    /** How strong the machine is. */
    tier: "Low-Tier" | "Mid-Tier" | "High-Tier";
    /** The server's version, without qualifier. */
    version: string;
    /** Frames per second. */
    frameRate: 60;
    /** What the server can do beyond the core. */
    capabilities?: ("council" | "turbo" | "visualization" | "plugins")[];
  };
}

/** The energy one model spent in a frame. Merged updates add their deltas and tokens up, so the sum of all deltas received is always the growth of the total. */
export interface EnergyUpdate {
  type: "energy_update";
  channel: "energy";
  timestamp: Timestamp;
  frameNumber: FrameNumber;
  payload: {
    totalEnergy: EnergyValue;
    /** Spent since the previous update, in energy units. */
    deltaEnergy: number;
    /** Tokens since the previous update. */
    tokensGenerated: number;
    /** What the frame took, in milliseconds; a frame that took longer shows 16.67. */
    processingTime: number;
    modelId: ModelId;
    /** What the energy was spent on, where that is measured. */
    energyDistribution?: {
      generation?: EnergyValue;
      attention?: EnergyValue;
      reasoning?: EnergyValue;
    };
  };
}

/** The picture of one model's energy in a frame. The latest one counts. */
export interface EnergyField {
  type: "energy_field";
  channel: "energy";
  timestamp: Timestamp;
  frameNumber: FrameNumber;
  payload: {
    /** The kind of picture. */
    fieldType: "lightning" | "stream" | "interference" | "resonance";
    /** The model's energy E(t). */
    intensity: number;
    /** One point for each token of the frame, in order. */
    coordinates: {
      /** The place across. */
      x: number;
      /** The place upwards. */
      y: number;
      energy: EnergyValue;
    }[];
    modelId: ModelId;
  };
}

/** What a model says in a session. Merged events string their tokens together. Each session ends with exactly one event that is complete. */
export interface TokenStream {
  type: "token_stream";
  channel: "experience";
  timestamp: Timestamp;
  payload: {
    /** Pieces of text; joined without anything between them they are the text. */
    tokens: string[];
    /** Whether the session ends here. */
    isComplete: boolean;
    /** The session that POST /prompt began. */
    sessionId: string;
    modelId: ModelId;
    energyCost?: EnergyValue;
  };
}

/** The energies of several models rise and fall together, against one another, or neither. */
export interface InterferenceEvent {
  type: "interference_event";
  channel: "council";
  timestamp: Timestamp;
  frameNumber: FrameNumber;
  payload: {
    /** How the energies relate. */
    patternType: "constructive" | "destructive" | "neutral";
    /** The models concerned. */
    models: ModelId[];
    /** The strength of the relation. */
    intensity: number;
    /** 0 opposed, 0.5 unrelated, 1 together. */
    coherenceScore: number;
  };
}

/** Several models speak in one rhythm. */
export interface ResonanceEvent {
  type: "resonance_event";
  channel: "council";
  timestamp: Timestamp;
  frameNumber: FrameNumber;
  payload: {
    /** The ratio of the rhythms. */
    resonanceType: "harmonic" | "fundamental" | "overtone";
    /** The slower rhythm, in hertz. */
    frequency: number;
    /** How firmly the phases are locked. */
    amplitude: number;
    /** The models concerned. */
    participants: ModelId[];
    /** By how much one rhythm is ahead, in degrees. */
    phase?: number;
  };
}

/** The user reached something. */
export interface RewardEvent {
  type: "reward_event";
  channel: "reward";
  timestamp: Timestamp;
  payload: {
    /** The kind of reward. */
    rewardType: "achievement" | "milestone" | "feedback" | "level_up";
    /** One line. */
    title: string;
    /** What it is worth. */
    points: number;
    /** What it was given for. */
    description?: string;
    /** The level reached. */
    level?: number;
    energyBonus?: EnergyValue;
  };
}

/** The server is alive. Sent once a second to each connection, which answers with heartbeat_response. */
export interface Heartbeat {
  type: "heartbeat";
  channel: "system";
  timestamp: Timestamp;
  payload: {
    /** Counts the heartbeats of the connection. */
    sequence: number;
    serverTime: Timestamp;
    /** Frames per second as measured. */
    frameRate?: number;
    /** Which connection this is. */
    connectionId?: string;
  };
}

/** Something went wrong. The stream goes on. */
export interface ErrorEvent {
  type: "error_event";
  channel: "system";
  timestamp: Timestamp;
  payload: {
    /** How much it matters. */
    severity: "info" | "warning" | "error" | "critical";
    /** A fixed name to look up. */
    code: string;
    /** What happened, for people. */
    message: string;
    /** Where it happened. */
    component: "orchestrator" | "decipher" | "websocket" | "model" | "ui";
    /** Figures that belong to it; the one place open to any member. */
    details?: Record<string, unknown>;
    /** Whether work goes on by itself. */
    recoverable?: boolean;
  };
}

/** One event of the stream. Which of the nine it is stands in its type; no event has members beyond those listed here. */
export type WirthforgeEvent =
  | StartupComplete
  | EnergyUpdate
  | EnergyField
  | TokenStream
  | InterferenceEvent
  | ResonanceEvent
  | RewardEvent
  | Heartbeat
  | ErrorEvent;

/** The nine events by the name of their type. */
export interface WirthforgeEvents {
  startup_complete: StartupComplete;
  energy_update: EnergyUpdate;
  energy_field: EnergyField;
  token_stream: TokenStream;
  interference_event: InterferenceEvent;
  resonance_event: ResonanceEvent;
  reward_event: RewardEvent;
  heartbeat: Heartbeat;
  error_event: ErrorEvent;
}
