import assert from "node:assert/strict";
import { test } from "node:test";
import { FOUND } from "./found.ts";
import { type FuzzResult, runFuzz } from "./run.ts";
import { TARGETS } from "./targets.ts";

const names = TARGETS.map((each) => each.name);

function assertDone(result: FuzzResult): void {
  if (result.kind === "done") return;
  const { kind, target, input, detail } = result;
  assert.fail(`${kind} in "${target}" by ${input.slice(0, 4000)} (base64): ${detail}`);
}

test("no decoder fails at what is near to real bytes", async () => {
  const result = await runFuzz({ targets: names, seed: 4711, inputs: 600, ms: 400, guided: false });
  assertDone(result);
  assert.ok(result.kind === "done" && names.every((name) => result.counts[name]! > 0), JSON.stringify(result));
});

test("nor at what one of them once failed at", async () => {
  for (const { target, input } of FOUND) {
    const found = TARGETS.find((each) => each.name === target);
    assert.ok(found, target);
    await found.decode(Buffer.from(input, "base64"));
  }
});
