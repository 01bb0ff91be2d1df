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

/** WIRTHFORGE events, version 1. One event of the stream. Which of the nine it is stands in its type; no event has members beyond those listed here. */
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

/** Any message from client to server. */
export type ClientMessage = HeartbeatResponse | Subscribe | SetRate | Ack | Visibility;

/** Any message from server to client in frames mode. */
export type ServerMessage = Welcome | FrameMessage;

/** The name of a channel; an application may have channels of its own. */
export type Channel = string;

/** Names one run of the server; frame numbers of different runs have nothing to do with one another. */
export type Epoch = string;

/** The answer to a heartbeat. */
export interface HeartbeatResponse {
  type: "heartbeat_response";
  /** The heartbeat's sequence. */
  sequence: number;
  clientTime?: Timestamp;
}

/** The wish to get these channels only. The system channel always comes. */
export interface Subscribe {
  type: "subscribe";
  /** The channels wanted. */
  channels: Channel[];
  /** The models wanted; all where this is left out. */
  models?: ModelId[];
}

/** The wish to get no more frames than these; frames in between are merged. */
export interface SetRate {
  type: "set_rate";
  /** Frames per second. */
  maxFrameRate: number;
}

/** The confirmation, in frames mode, that all frames up to this one were handled. */
export interface Ack {
  type: "ack";
  frameNumber: FrameNumber;
}

/** News of whether anybody looks. A hidden page gets one frame a second. */
export interface Visibility {
  type: "visibility";
  /** Whether the page is hidden. */
  hidden: boolean;
}

/** The first message of a connection in frames mode. */
export interface Welcome {
  type: "welcome";
  epoch: Epoch;
  /** Which connection this is. */
  connectionId: string;
  /** Whether the next frame continues where the client left off. */
  resumed: boolean;
  /** Frames per second that the client gets at most. */
  frameRate: number;
  /** How many frames may be unconfirmed before the server waits. */
  ackWindow: number;
}

/** All that one client is due, to be applied at once. */
export interface FrameMessage {
  type: "frame";
  epoch: Epoch;
  frameNumber: FrameNumber;
  fromFrame: FrameNumber;
  timestamp: Timestamp;
  /** How many events were merged into others. */
  coalesced: number;
  /** Present where the frame replaces all state instead of adding to it. */
  reset?: true;
  /** Whole events, in order. */
  events: (WirthforgeEvent | ApplicationEvent)[];
}

/** An event of a type that an application declared beside the nine. */
export interface ApplicationEvent {
  /** A name in snake_case that none of the nine has. */
  type: string;
  channel: Channel;
  timestamp: Timestamp;
  frameNumber?: FrameNumber;
  /** What the application says it is. */
  payload: Record<string, unknown>;
}
