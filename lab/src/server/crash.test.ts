import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createServer } from "@shoal/server/server";
import { killAgainAndAgain } from "./crash.ts";

test("kill -9 under load: nothing that was acknowledged is lost, and what was half written is not there", async (t) => {
  await killAgainAndAgain(t, 4);
});

test("a second server on the same folder is refused, and says so", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-two-"));
  const first = await createServer({ dataDir, port: 0, logLevel: "silent" });
  t.after(async () => {
    await first.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await assert.rejects(createServer({ dataDir, port: 0, logLevel: "silent" }), /in use by another Shoal server/);
});
