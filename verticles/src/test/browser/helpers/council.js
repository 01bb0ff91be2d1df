import { field, interference, reward, resonance, startup, tokens, update } from "./events.js";

const words = "It was a truth which the family could not but allow to be the most agreeable of all , and she had".split(" ");

/**
 * Plays two models that write at once, at sixty frames a second, until told to end.
 *
 * @param {import("./fake-server.js").FakeServer} server
 * @param {{models?: string[], everyFrames?: number}} [options]
 */
export function playCouncil(server, { models = ["austen-1m", "qwen3-0-6b"], everyFrames = 3 } = {}) {
  const totals = new Map(models.map((id) => [id, 0]));
  let frame = 0;
  let energy = 0;
  const begin = Date.now();
  const tick = () => {
    const due = Math.floor(((Date.now() - begin) * 60) / 1_000);
    for (; frame < due; frame++) {
      server.frame(eventsOf());
    }
  };
  const eventsOf = () => {
    energy += (0.82 - energy) * 0.02;
    const events = models.flatMap((id, i) => {
      const speaks = (frame + i) % everyFrames === 0;
      const spent = speaks ? 0.015 : 0;
      totals.set(id, (totals.get(id) ?? 0) + spent);
      const wave = 0.5 + 0.5 * Math.sin(frame / (9 + 4 * i) + i) * Math.cos(frame / 5);
      const point = { x: 0.5, y: Number(wave.toFixed(3)), energy: 0.015 };
      const level = energy * (0.9 + 0.1 * Math.sin(frame / 40 + 2 * i)) * (i === 0 ? 1 : 0.75);
      return [
        update({ modelId: id, totalEnergy: totals.get(id), deltaEnergy: spent, tokensGenerated: speaks ? 1 : 0 }),
        field(level, i === 0 ? "lightning" : "stream", speaks ? [point] : [], id),
        ...(speaks ? [tokens("s1", [`${words[(frame / everyFrames + i * 5) % words.length | 0]} `], false, id)] : []),
      ];
    });
    if (frame > 60 && frame % 15 === 0) {
      events.push(interference(frame % 240 < 150 ? "constructive" : "destructive", 0.7 + 0.25 * Math.sin(frame / 60), models));
    }
    if (frame > 60 && frame % 90 === 0) {
      events.push(resonance(20, 0.9, models));
    }
    if (frame === 90) {
      events.push(reward("Two voices", { description: "Two models wrote at once.", points: 100 }));
    }
    return events.sort((a, b) => rank[a.type] - rank[b.type]);
  };
  const timer = setInterval(tick, 4);
  return () => clearInterval(timer);
}

const rank = { energy_update: 1, energy_field: 2, token_stream: 3, interference_event: 4, resonance_event: 4, reward_event: 5 };

/** What a council's server says first. */
export const councilStart = (models = ["austen-1m", "qwen3-0-6b"]) => [
  startup(models[0]),
  ...models.map((id) => update({ modelId: id })),
];
