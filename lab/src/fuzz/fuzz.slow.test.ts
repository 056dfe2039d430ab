/** Longer, from another seed each time, and guided by what code each input reaches: what is found is printed. */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { runFuzz } from "./run.ts";
import { TARGETS } from "./targets.ts";

for (const { name } of TARGETS)
  test(`${name}: no crash, no hang, no memory without bound`, async (t) => {
    const seed = randomInt(2 ** 31);
    const result = await runFuzz({ targets: [name], seed, inputs: Number.MAX_SAFE_INTEGER, ms: 20_000, guided: true });
    if (result.kind === "done") return t.diagnostic(`${result.counts[name]} inputs from seed ${seed}`);
    const { kind, input, detail } = result;
    assert.fail(`${kind} by seed ${seed}, input ${input} (base64; add it to found.ts): ${detail}`);
  });
