import { connect } from "../../../src/main/resources/io/wirthforge/bridge/client/wirthforge.js";
import { FakeClock, FakePage, fakeWebSocket } from "./fakes.js";

/** A stream with a socket, a clock and a page that are the test's. */
export function rig(options = {}) {
  const clock = new FakeClock();
  const page = new FakePage();
  const Socket = fakeWebSocket();
  const statuses = [];
  const stream = connect({
    url: "ws://127.0.0.1:8145/ws",
    mode: "frames",
    WebSocket: Socket,
    clock,
    page,
    random: () => 0.5,
    ...options,
  });
  stream.on("statechange", (status) => statuses.push(status));
  const welcome = (more = {}) =>
    Socket.last.says({
      type: "welcome",
      epoch: "k3f9",
      connectionId: "c7",
      resumed: false,
      frameRate: 60,
      ackWindow: 15,
      ...more,
    });
  /** Frames mode, shaken hands, with the first snapshot at frame 100. */
  const begin = (...events) => {
    Socket.last.opens();
    welcome();
    Socket.last.says(frame(100, [startup, ...events], { reset: true }));
  };
  /** Events mode, shaken hands. */
  const beginEvents = () => {
    Socket.last.opens("");
    Socket.last.says(startup);
  };
  const states = () => statuses.map(({ state, phase }) => (phase ? `${state}/${phase}` : state));
  return { stream, clock, page, Socket, statuses, states, welcome, begin, beginEvents };
}

export const frame = (frameNumber, events = [], more = {}) => ({
  type: "frame",
  epoch: "k3f9",
  frameNumber,
  fromFrame: frameNumber,
  timestamp: 1_790_000_000_000,
  coalesced: 0,
  events,
  ...more,
});

export const startup = {
  type: "startup_complete",
  channel: "system",
  timestamp: 1_790_000_000_000,
  payload: { model: "m1", tier: "Low-Tier", version: "1.0.0", frameRate: 60 },
};

export const text = (sessionId, tokens, isComplete = false) => ({
  type: "token_stream",
  channel: "experience",
  timestamp: 1_790_000_000_000,
  payload: { sessionId, modelId: "m1", tokens, isComplete },
});

export const energy = (frameNumber, totalEnergy, deltaEnergy, tokensGenerated = 1) => ({
  type: "energy_update",
  channel: "energy",
  timestamp: 1_790_000_000_000,
  frameNumber,
  payload: { totalEnergy, deltaEnergy, tokensGenerated, processingTime: 0.1, modelId: "m1" },
});

export const heartbeat = (sequence, serverTime = 1_790_000_000_000) => ({
  type: "heartbeat",
  channel: "system",
  timestamp: serverTime,
  payload: { sequence, serverTime, frameRate: 60 },
});

export const reward = (title) => ({
  type: "reward_event",
  channel: "reward",
  timestamp: 1_790_000_000_000,
  payload: { rewardType: "milestone", title, points: 1 },
});

/** Appends what listeners are told of texts, as a page would. */
export function appender(stream) {
  const texts = {};
  stream.on("token_stream", ({ payload }) => {
    texts[payload.sessionId] = (texts[payload.sessionId] ?? "") + payload.tokens.join("");
  });
  return texts;
}
