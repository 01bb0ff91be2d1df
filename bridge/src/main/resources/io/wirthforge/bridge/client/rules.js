const modelId = "/payload/modelId";
/** The rules of the nine events; types without a slot are all kept, in order. */
export const wirthforgeRules = {
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
export const ranksOfKept = {
    startup_complete: 0,
    error_event: 0,
    interference_event: 40,
    resonance_event: 40,
    reward_event: 50,
};
const decimals = (value) => {
    const [, fraction = "", exponent = "0"] = /^-?\d+\.?(\d*)(?:e(.+))?$/.exec(String(value)) ?? [];
    return Math.max(0, fraction.length - Number(exponent));
};
/** The sum as it would be written in decimals: 0.1 + 0.2 is 0.3. */
export function exactSum(a, b) {
    const sum = a + b;
    const places = Math.max(decimals(a), decimals(b));
    return places === 0 || places > 100 ? Math.min(sum, Number.MAX_SAFE_INTEGER) : Number(sum.toFixed(places));
}
/** The ways to make one value of two; an array that is owned grows in place. */
export const combines = {
    sum: exactSum,
    max: (a, b) => (b > a ? b : a),
    min: (a, b) => (b < a ? b : a),
    or: (a, b) => a || b,
    append: (a, b, isOwned) => {
        const all = isOwned ? a : [...a];
        for (const each of b) {
            all.push(each);
        }
        return all;
    },
    appendText: (a, b) => a + b,
};
