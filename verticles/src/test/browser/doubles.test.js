import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ollama } from "ollama";
import OpenAI from "openai";
import { Stream } from "openai/streaming";
import { WireServer, scriptsOf } from "./helpers/wire-script.js";

/**
 * The scripts that our connectors are tested with, read by the clients that the servers' own people wrote: a double and a
 * connector can't share a misunderstanding that these do not share as well.
 */

const [ollamaScripts, openAiScripts, llamaCppScripts] = await Promise.all(
  ["ollama", "openai", "llamacpp"].map(scriptsOf),
);
const minLogprob = -100;
const isWhole = ({ end }) => end.reason === "stop" || end.reason === "length";
const isHeld = ({ steps }) => steps.at(-1)?.verb === "hold";

/** What a client made of a script: text by phase, and the log-probability of each record that has one. */
class Reading {
  answer = "";
  thinking = "";
  /** @type {number[]} */ logprobs = [];
  ends = 0;

  /** @param {{logprob: number}[] | null | undefined} entries */
  take(entries) {
    const last = entries?.at(-1);
    if (last) {
      this.logprobs.push(Math.max(minLogprob, last.logprob));
    }
  }
}

/** @param {import("./helpers/wire-script.js").WireScript} script */
function meaning({ chunks }) {
  const text = (/** @type {string} */ phase) =>
    chunks
      .filter((chunk) => chunk.phase === phase)
      .map((chunk) => chunk.text)
      .join("");
  return {
    answer: text("answer"),
    thinking: text("thinking"),
    logprobs: chunks.map(({ logprob }) => logprob).filter((logprob) => logprob !== null),
  };
}

/**
 * @param {import("./helpers/wire-script.js").WireScript} script
 * @param {(url: string, reading: Reading) => Promise<void>} read
 */
async function readScript(script, read) {
  const server = await WireServer.start(script);
  const reading = new Reading();
  try {
    await read(server.url, reading);
    return { reading, failure: null };
  } catch (error) {
    return { reading, failure: /** @type {Error} */ (error) };
  } finally {
    await server.stop();
  }
}

async function readAsOllama(/** @type {string} */ url, /** @type {Reading} */ reading) {
  const client = new Ollama({ host: url });
  const request = { model: "double", prompt: "Emma", stream: /** @type {const} */ (true), logprobs: true };
  for await (const part of await client.generate(request)) {
    reading.answer += part.response ?? "";
    reading.thinking += part.thinking ?? "";
    reading.take(part.logprobs);
    reading.ends += part.done ? 1 : 0;
  }
}

async function readAsOpenAi(/** @type {string} */ url, /** @type {Reading} */ reading) {
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
  const messages = [{ role: /** @type {const} */ ("user"), content: "Emma" }];
  for await (const part of await client.chat.completions.create({ model: "double", messages, stream: true })) {
    const choice = part.choices?.[0];
    const delta = /** @type {any} */ (choice?.delta);
    reading.answer += delta?.content ?? "";
    reading.thinking += delta?.reasoning_content ?? delta?.reasoning ?? "";
    reading.take(choice?.logprobs?.content);
    reading.ends += choice?.finish_reason ? 1 : 0;
  }
}

/** There is no client for llama.cpp's own words; the framing is that of server-sent events. */
async function readAsEvents(/** @type {string} */ url, /** @type {Reading} */ reading) {
  const response = await fetch(`${url}/completion`, { method: "POST", body: "{}" });
  for await (const part of Stream.fromSSEResponse(response, new AbortController())) {
    const event = /** @type {any} */ (part);
    reading.answer += event.content ?? "";
    reading.take(event.completion_probabilities);
    reading.ends += event.stop ? 1 : 0;
  }
}

/**
 * @param {string} who
 * @param {import("./helpers/wire-script.js").WireScript[]} scripts
 * @param {(url: string, reading: Reading) => Promise<void>} read
 */
function compare(who, scripts, read) {
  describe(`${who} reads the same`, () => {
    assert.ok(scripts.length > 20, `${scripts.length} scripts`);
    for (const script of scripts.filter((each) => isWhole(each))) {
      test(script.name, async () => {
        const { reading, failure } = await readScript(script, read);
        assert.equal(failure, null);
        const { answer, thinking, logprobs } = reading;
        assert.deepEqual({ answer, thinking, logprobs }, meaning(script));
        assert.equal(reading.ends, 1);
      });
    }
    for (const script of scripts.filter((each) => !isWhole(each) && !isHeld(each) && each.type !== "text/html; charset=utf-8")) {
      test(`${script.name}, which is not whole`, async () => {
        const { reading, failure } = await readScript(script, read);
        assert.ok(failure !== null || reading.ends === 0, "it took this for a whole text");
        assert.ok(reading.answer.startsWith(meaning(script).answer), reading.answer);
      });
    }
  });
}

compare("Ollama's client", ollamaScripts, readAsOllama);
compare("OpenAI's client", openAiScripts, readAsOpenAi);
compare("OpenAI's reader of events", llamaCppScripts, readAsEvents);
