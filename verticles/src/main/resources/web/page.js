import { listModels, stopSession, writePrompt } from "./api.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { doingWords, showConnection, showLegend, showModel, showReading } from "./dashboard.js";
import { byId, reducedMotion, setText } from "./dom.js";
import { EnergyHistory } from "./energy-history.js";
import { EnergyPlot } from "./energy-plot.js";
import { StreamMeter } from "./meter.js";
import { Notices } from "./notices.js";
import { Transcript } from "./transcript.js";

/**
 * The page: events change what is known, one animation frame draws it, and a slow timer writes the figures that nobody
 * could read sixty times a second.
 *
 * @typedef {import("./events.js").StreamEvent} StreamEvent
 */

const figuresMs = 250;
const calmDrawMs = 500;
/** A server has said all it knows of old sessions long before its second heartbeat. */
const heartbeatsOfReplay = 2;

const socketUrl = Object.assign(new URL("ws", location.href), {
  protocol: location.protocol === "https:" ? "wss:" : "ws:",
  search: "",
  hash: "",
});
const connection = new Connection({ url: socketUrl.href });
const meter = new StreamMeter();
const history = new EnergyHistory();
const plot = new EnergyPlot(byId("plot"), history);
const transcript = new Transcript(byId("transcript"), byId("blank"));
const notices = new Notices();
const composer = new Composer({ write, stop });

let tier = "";
let heartbeats = 0;
/** Until the first tick after the handshake: what comes says where things stood, not what they do. */
let isBaseline = true;
let isFrameDue = false;
let drawnAt = -Infinity;

/** @type {Record<string, (event: StreamEvent) => void>} */
const handlers = {
  startup_complete: (event) => begin(event),
  heartbeat: (event) => {
    meter.heartbeat(event);
    if (++heartbeats === heartbeatsOfReplay) {
      transcript.endOfReplay();
    }
  },
  energy_update: (event) => {
    if (document.hidden) {
      meter.forgetFrameNumber();
    }
    if (meter.energyUpdate(event, performance.now(), Date.now())) {
      isBaseline = false;
      history.spent(event);
    }
  },
  energy_field: (event) => isBaseline || history.field(event),
  token_stream: (event) => transcript.tokens(event),
  reward_event: (event) => notices.reward(event),
  error_event: (event) => notices.error(event),
};

/** @param {StreamEvent} event a startup_complete */
function begin({ payload }) {
  heartbeats = 0;
  isBaseline = true;
  tier = payload.tier;
  meter.begin();
  history.begin();
  transcript.begin();
  showModel({ name: payload.model }, tier);
  nameModel();
  if (document.hidden) {
    connection.send({ type: "visibility", hidden: true });
  }
}

/** Asks which model writes; the stream's own word stands where there is no answer. */
async function nameModel() {
  try {
    const { active, models } = await listModels();
    const model = models.find(({ id }) => id === active);
    if (model) {
      showModel(model, tier);
    }
  } catch {
    // The header keeps the name that startup_complete gave.
  }
}

/**
 * @param {string} prompt
 * @param {Record<string, any>} parameters
 */
async function write(prompt, parameters) {
  const { sessionId, models } = await writePrompt(prompt, parameters);
  transcript.own(sessionId, prompt, models);
  scheduleFrame();
}

async function stop() {
  const entry = transcript.live[0];
  if (entry) {
    transcript.stopping(entry.sessionId);
    await stopSession(entry.sessionId);
  }
}

function scheduleFrame() {
  if (!isFrameDue) {
    isFrameDue = true;
    requestAnimationFrame(drawFrame);
  }
}

function drawFrame() {
  isFrameDue = false;
  const now = performance.now();
  const { live } = transcript;
  transcript.render(now);
  composer.setLive(
    live.length > 0,
    live.some((entry) => entry.isOwn),
  );
  if (!reducedMotion.matches || now - drawnAt >= calmDrawMs) {
    drawnAt = now;
    plot.draw(connection.status.state === "streaming");
  }
}

/** Draws even where nothing arrived: the size, the colours or the connection changed. */
function redraw() {
  drawnAt = -Infinity;
  scheduleFrame();
}

function showFigures() {
  const now = performance.now();
  const { status } = connection;
  const isStreaming = status.state === "streaming";
  const presents = history.tracks.map((track) => history.present(track));
  const energy = Math.max(0, ...presents.map((present) => present?.energy ?? 0));
  const doing = doingWords(status, { live: transcript.live, energy });
  const reading = meter.reading(now);
  showConnection(status, now);
  showReading(reading, isStreaming);
  showLegend(history.tracks.map((track) => track.modelId));
  setText(byId("doing"), doing);
  const title = doing === "At rest" ? "WIRTHFORGE" : `${doing} – WIRTHFORGE`;
  if (document.title !== title) {
    document.title = title;
  }
  const label = `Energy of the last 20 seconds, now ${energy.toFixed(1)} of 1`;
  if (byId("plot").ariaLabel !== label) {
    byId("plot").ariaLabel = label;
  }
  if (document.hidden || !isStreaming) {
    transcript.render(now);
  }
}

transcript.onend = (/** @type {import("./entry.js").Entry} */ entry) => {
  setText(byId("said"), `${entry.modelId}: ${entry.state}, ${entry.tokens} tokens.`);
};

connection.addEventListener("statechange", () => {
  const { state } = connection.status;
  transcript.setConnected(state === "streaming");
  if (state === "streaming" || state === "disconnected" || state === "reconnecting") {
    setText(byId("said"), state === "streaming" ? "Connected." : "Not connected.");
  }
  showFigures();
  redraw();
});

connection.addEventListener("message", (message) => {
  const { event, bytes } = /** @type {CustomEvent} */ (message).detail;
  meter.received(bytes, performance.now());
  if (event && Object.hasOwn(handlers, event.type)) {
    handlers[event.type](event);
    scheduleFrame();
  }
});

document.addEventListener("visibilitychange", () => {
  connection.send({ type: "visibility", hidden: document.hidden });
  if (!document.hidden) {
    meter.forgetFrameNumber();
    connection.wake();
    redraw();
  }
});
addEventListener("online", () => connection.wake());
addEventListener("pagehide", () => connection.close());
addEventListener("pageshow", (event) => event.persisted && connection.connect());
byId("reconnect").addEventListener("click", () => connection.connect());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  plot.restyle();
  redraw();
});
new ResizeObserver(redraw).observe(byId("plot"));

setInterval(showFigures, figuresMs);
connection.connect();
