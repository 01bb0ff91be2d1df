/** An event of any type, as it stands on the wire. */
export interface AnyEvent {
  type: string;
  channel: string;
  timestamp: number;
  frameNumber?: number;
  payload: Record<string, any>;
}

/**
 * What becomes of two events of one type that share a slot: the later one, but with the named fields made of both.
 * Fields are named as on the server, by JSON pointers such as `/payload/symbol`.
 */
export interface MergeRule {
  /** The fields whose values make the slot; without any there is one slot. */
  slot?: readonly string[];
  /** Numbers that add up, exactly as far as a double can hold the sum. */
  sum?: readonly string[];
  max?: readonly string[];
  min?: readonly string[];
  /** Booleans that are true as soon as one is. */
  or?: readonly string[];
  /** Arrays that are strung together. */
  append?: readonly string[];
  /** Texts that are strung together. */
  appendText?: readonly string[];
  /** The place within a frame, lower first; 60 unless said otherwise. */
  rank?: number;
}

const modelId = "/payload/modelId";

/** The rules of the nine events; types without a slot are all kept, in order. */
export const wirthforgeRules: Readonly<Record<string, MergeRule>> = {
  energy_update: {
    slot: [modelId],
    sum: ["/payload/deltaEnergy", "/payload/tokensGenerated"],
    max: ["/payload/processingTime"],
    rank: 10,
  },
  energy_field: { slot: [modelId, "/payload/fieldType"], rank: 20 },
  token_stream: {
    slot: ["/payload/sessionId", modelId],
    append: ["/payload/tokens"],
    sum: ["/payload/energyCost"],
    or: ["/payload/isComplete"],
    rank: 30,
  },
  heartbeat: { rank: 100 },
};

/** Where types stand that have no rule. */
export const ranksOfKept: Readonly<Record<string, number>> = {
  startup_complete: 0,
  error_event: 0,
  interference_event: 40,
  resonance_event: 40,
  reward_event: 50,
};

const decimals = (value: number): number => {
  const [, fraction = "", exponent = "0"] = /^-?\d+\.?(\d*)(?:e(.+))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
};

/** The sum as it would be written in decimals: 0.1 + 0.2 is 0.3. */
export function exactSum(a: number, b: number): number {
  const sum = a + b;
  const places = Math.max(decimals(a), decimals(b));
  return places === 0 || places > 100 ? Math.min(sum, Number.MAX_SAFE_INTEGER) : Number(sum.toFixed(places));
}

type Combine = (a: any, b: any, isOwned: boolean) => any;

/** The ways to make one value of two; an array that is owned grows in place. */
export const combines = {
  sum: exactSum,
  max: (a: number, b: number) => (b > a ? b : a),
  min: (a: number, b: number) => (b < a ? b : a),
  or: (a: boolean, b: boolean) => a || b,
  append: (a: unknown[], b: unknown[], isOwned: boolean) => {
    const all = isOwned ? a : [...a];
    for (const each of b) {
      all.push(each);
    }
    return all;
  },
  appendText: (a: string, b: string) => a + b,
} satisfies Record<string, Combine>;

export type Kind = keyof typeof combines;
