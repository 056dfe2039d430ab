import assert from "node:assert/strict";
import { test } from "node:test";
import { manyWorlds } from "./many-worlds.ts";

for (const [devices, worlds] of [
  [300, 1000],
  [5000, 24],
] as const)
  test(`the same for ${worlds} fleets of ${devices} devices`, async () => {
    const begun = performance.now();
    const { counts, found } = await manyWorlds(
      devices,
      Array.from({ length: worlds }, (_, at) => 1000 + at),
    );
    const seconds = (performance.now() - begun) / 1000;
    console.log(`${worlds} fleets of ${devices}: ${seconds.toFixed(0)} s; ${JSON.stringify(counts)}`);
    assert.deepEqual(found, []);
  });
