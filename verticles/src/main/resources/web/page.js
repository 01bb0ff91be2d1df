import { listModels, stopSession, writePrompt } from "./api.js";
import { Composer } from "./composer.js";
import { Council } from "./council.js";
import { doingWords, showConnection, showModel, showReading } from "./dashboard.js";
import { byId, reducedMotion, setText } from "./dom.js";
import { Field } from "./field.js";
import { FieldHistory } from "./field-history.js";
import { Inspector } from "./inspector.js";
import { StreamMeter } from "./meter.js";
import { ModelPicker } from "./models.js";
import { Notices } from "./notices.js";
import { Revival } from "./revival.js";
import { RoundTrip } from "./round-trip.js";
import { stream } from "./stream.js";
import { Transcript } from "./transcript.js";
import { isUsable } from "./usable.js";

/**
 * The page: frames change what is known, one picture of the display shows it, and a slow timer writes the figures that
 * nobody could read sixty times a second.
 */

const figuresMs = 250;
const calmDrawMs = 500;

const meter = new StreamMeter();
const history = new FieldHistory();
const field = new Field(byId("field"), history);
const transcript = new Transcript(byId("transcript"), byId("blank"));
const notices = new Notices();
const council = new Council();
const picker = new ModelPicker();
const inspector = new Inspector();
const roundTrip = new RoundTrip();
const revival = new Revival(stream);
const composer = new Composer({ write, stop });
const encoder = new TextEncoder();

let tier = "";
let drawnAt = -Infinity;
let isPictureDue = false;

stream.on("message", (text) => {
  inspector.stages.arrived();
  meter.message(encoder.encode(text).length, performance.now());
});
hear("startup_complete", ({ payload }) => {
  tier = payload.tier;
  showModel({ name: payload.model }, tier);
  nameModel();
});
hear("token_stream", (event, frame) => transcript.tokens(event, frame));
hear("reward_event", (event) => notices.reward(event));
hear("error_event", (event) => notices.error(event));
hear("interference_event", (event) => council.interference(event, performance.now()));
hear("resonance_event", (event) => council.resonance(event, performance.now()));
stream.on("received", (raw) => {
  const frame = { ...raw, events: raw.events.filter(isUsable) };
  if (frame.reset) {
    const texts = new Set(stream.state.all("token_stream").map(({ payload }) => payload.sessionId));
    transcript.reset(frame.epoch, (sessionId) => texts.has(sessionId));
  }
  const now = performance.now();
  history.apply(frame);
  meter.received(frame, now);
  inspector.received(frame, now);
  inspector.stages.applied(frame, stream.timing.offsetMs ?? 0);
});
stream.onframe = (frame) => {
  inspector.stages.drawing();
  draw();
  const now = performance.now();
  const ageMs = stream.timing.ageMs(frame.timestamp);
  meter.drawn(ageMs, now);
  inspector.drawn({ at: now, ageMs, energies: new Map(history.tracks.map(({ modelId, energy }) => [modelId, energy])) });
  inspector.stages.drawn();
};

/**
 * Listens to a type of event, as far as the page can use it.
 *
 * @param {string} type
 * @param {(event: any, frame: any) => void} use
 */
function hear(type, use) {
  stream.on(type, (event, frame) => isUsable(event) && use(event, frame));
}

/** Asks which models there are; the stream's own word stands where there is no answer. */
async function nameModel() {
  try {
    const { active, models } = await listModels();
    picker.offer(models, active);
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
  const { sessionId, models } = await writePrompt(prompt, parameters, picker.chosen);
  transcript.own(sessionId, prompt, models);
  redraw();
}

async function stop() {
  const entry = transcript.live[0];
  if (entry) {
    transcript.stopping(entry.sessionId);
    await stopSession(entry.sessionId);
  }
}

/** Where no frame will come, what is known is drawn all the same. */
function redraw() {
  drawnAt = -Infinity;
  field.invalidate();
  if (!isPictureDue) {
    isPictureDue = true;
    requestAnimationFrame(() => {
      isPictureDue = false;
      draw();
    });
  }
}

function draw() {
  const now = performance.now();
  const { live } = transcript;
  transcript.render(now);
  composer.setLive(
    live.length > 0,
    live.some((entry) => entry.isOwn),
  );
  if (!reducedMotion.matches || now - drawnAt >= calmDrawMs) {
    drawnAt = now;
    field.draw(Date.now() + (stream.timing.offsetMs ?? 0));
  }
}

function showFigures() {
  const now = performance.now();
  const { status, state } = stream;
  const { tracks } = history;
  const energy = Math.max(0, ...tracks.map((track) => track.energy));
  const doing = doingWords(status, { live: transcript.live, energy });
  const totals = state.all("energy_update").map(({ payload }) => payload.totalEnergy);
  showConnection(status, now);
  showReading(meter.reading(now), {
    isStreaming: status.state === "streaming",
    rttMs: roundTrip.ms,
    totalEnergy: totals.length > 0 ? totals.reduce((sum, total) => sum + total, 0) : null,
  });
  if (status.state === "streaming") {
    roundTrip.look(now);
  }
  revival.look(now, document.hidden);
  council.show(now, tracks.length);
  inspector.show(now);
  setText(byId("doing"), doing);
  const title = doing === "At rest" ? "WIRTHFORGE" : `${doing} – WIRTHFORGE`;
  if (document.title !== title) {
    document.title = title;
  }
  const levels = tracks.map((track) => `${track.modelId} ${track.energy.toFixed(1)}${track.isBurst ? ", lightning" : ""}`);
  const label = `Energy of the last 12 seconds, 0 to 1. Now: ${levels.join("; ") || "none"}`;
  if (byId("field").ariaLabel !== label) {
    byId("field").ariaLabel = label;
  }
  if (document.hidden || status.state !== "streaming") {
    transcript.render(now);
  }
}

transcript.onend = (entry) => setText(byId("said"), `${entry.modelId}: ${entry.state}, ${entry.tokens} tokens.`);

stream.on("statechange", ({ state, late }) => {
  transcript.isConnected = state === "streaming";
  if (!late && (state === "streaming" || state === "disconnected" || state === "reconnecting")) {
    setText(byId("said"), state === "streaming" ? "Connected." : "Not connected.");
  }
  showFigures();
  redraw();
});

addEventListener("pagehide", () => stream.close());
addEventListener("pageshow", (event) => event.persisted && stream.open());
byId("reconnect").addEventListener("click", () => stream.open());
byId("sureness").addEventListener("change", (/** @type {Event} */ { target }) => {
  byId("transcript").dataset.sureness = String(/** @type {HTMLInputElement} */ (target).checked);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  field.restyle();
  inspector.restyle();
  redraw();
});
new ResizeObserver(redraw).observe(byId("field"));

setInterval(showFigures, figuresMs);
showFigures();
