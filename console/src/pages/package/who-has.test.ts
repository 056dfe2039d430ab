import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery } from "@shoal/core/query/parse";
import { countsBeside, devicesThat, hasFailed, hasNone, hasOlder, hasVersion } from "./who-has.ts";

test("whatever a version looks like, the queries can be read", () => {
  for (const version of ["24.2.0", "1.0~rc1", "2:1.0+b_3-4", "2024.10-beta.1"])
    for (const query of [
      hasVersion("a.b-c_d", version),
      hasOlder("reader", version),
      hasNone("reader"),
      hasFailed("r"),
    ])
      assert.ok(parseQuery(query).ok, query);
});

test("who has an older one is told by the order of versions, and not by that of their letters", () => {
  const versions = ["1.9", "1.10", "1.10.0", "2.0-rc1"].map((version, at) => ({ version, devices: 10 ** at }));
  const counts = countsBeside({ versions }, "1.10");
  assert.deepEqual(
    counts.map(({ version, is }) => [version, is]),
    [
      ["2.0-rc1", "newer"],
      ["1.10", "same"],
      ["1.10.0", "same"],
      ["1.9", "older"],
    ],
  );
  assert.deepEqual([devicesThat(counts, "older"), devicesThat(counts, "same")], [1, 110]);
});
