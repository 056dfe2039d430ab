import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { lockState } from "./lock.ts";

test("one holder at a time, in this process and in others; the lock dies with its holder", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-lock-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const unlock = lockState(folder);
  assert.throws(() => lockState(folder), /another agent is running on .*; stop it first/);
  unlock();

  const module = new URL("./lock.ts", import.meta.url).href;
  const holds = `const { lockState } = await import(${JSON.stringify(module)});
    lockState(${JSON.stringify(folder)}); console.log("held"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", holds], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill("SIGKILL"));
  await once(child.stdout, "data");
  assert.throws(() => lockState(folder), /another agent/);
  child.kill("SIGKILL");
  await once(child, "exit");
  lockState(folder)();
});
