import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutputLog } from "../process/output-log.ts";
import { runProcess } from "../process/spawn-process.ts";
import { marking, orphansEnded } from "./orphans.ts";

test("what an action has begun is found by its mark, also what left its parent, and waited for", async (t) => {
  if (process.platform !== "linux") return t.skip("environments of other processes are read on Linux only");
  const never = new AbortController().signal;
  const run = marking(runProcess, "action-1");
  const log = createOutputLog();
  // The program ends at once; what it left behind does not.
  const outcome = await run({ argv: ["/bin/sh", "-c", "setsid sleep 2.5 >/dev/null 2>&1 &"], timeoutMs: 10_000 }, log);
  assert.equal(outcome.kind, "exited");
  assert.equal(await orphansEnded("action-2", 0, never), true, "another action's");
  assert.equal(await orphansEnded("action-1", -1, never), false, "it still runs");
  assert.equal(await orphansEnded("action-1", 20_000, AbortSignal.abort()), false, "the agent is stopped");
  assert.equal(await orphansEnded("action-1", 20_000, never), true);
});
