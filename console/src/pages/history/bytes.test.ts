import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { carried } from "./bytes.ts";

test("what came from the origin, was pushed or is a patch crossed the WAN; what others nearby had, or a patch saved, did not", () => {
  const day = (bytes: object) => ({ dayMs: 0, ended: 1, succeeded: 1, failed: 0, bytes: { ...NO_BYTES, ...bytes } });
  assert.deepEqual(
    carried([day({ origin: 10, multicast: 50, patch: 4, patchSaved: 6 }), day({ push: 5, peer: 20, cache: 9 })]),
    { allBytes: 104, wanBytes: 19 },
  );
});
