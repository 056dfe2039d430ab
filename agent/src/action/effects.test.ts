import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { ActionRecord } from "@shoal/core/action/record";
import { DEFAULT_SETTINGS } from "@shoal/protocol/settings/rows";
import type { Host } from "../host/host.ts";
import { createOutputLog } from "../process/output-log.ts";
import { runProcess } from "../process/spawn-process.ts";
import { createEffects, type EffectParts } from "./effects.ts";
import { marking, orphansEnded } from "./orphans.ts";

test("what an interrupted installer left running is ended where it has not done its work, and only there", async (t) => {
  if (process.platform !== "linux") return t.skip("environments of other processes are read on Linux only");
  const stateDir = mkdtempSync(join(tmpdir(), "shoal-effects-"));
  t.after(() => rmSync(stateDir, { recursive: true, force: true }));
  let found = true;
  const host = { os: "linux", detect: async () => ({ found, detail: "" }) } as unknown as Host;
  const effects = createEffects({ host, stateDir } as EffectParts);
  const variant = { detect: { file: { path: "/x" } }, files: [], timeoutMs: 1000 } as never;
  const check = async (code: string) => {
    const assignment = { actionId: "action-3", kind: "install", package: "p", version: "1" };
    const record = { assignment, reason: { code } } as unknown as ActionRecord;
    await effects.check(record, variant, () => DEFAULT_SETTINGS, new AbortController().signal);
    return await orphansEnded("action-3", -1, new AbortController().signal);
  };
  const run = marking(runProcess, "action-3");
  await run({ argv: ["/bin/sh", "-c", "setsid sleep 60 >/dev/null 2>&1 &"], timeoutMs: 10_000 }, createOutputLog());
  assert.equal(await check("installer-interrupted"), false, "the service that it has installed goes on");
  found = false;
  assert.equal(await check("installer-done"), false, "nobody was interrupted");
  assert.equal(await check("installer-interrupted"), true);
});
