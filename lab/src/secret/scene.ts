import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { Release, Variant } from "@shoal/protocol/package/release";
import { startAgentProcess } from "../fleet/agent-process.ts";
import type { Booted } from "../server/booted.ts";

const MAIN = fileURLToPath(new URL("../../../agent/bin/shoal-agent.mjs", import.meta.url));

/** A release that needs a licence key, and whose script does with it whatever the test wants. */
export function licensed(version: string, run: string, more: Partial<Variant> = {}): Release {
  const variant: Variant = {
    id: "linux",
    match: { os: ["linux"] },
    files: [],
    installer: { kind: "script", run },
    detect: { script: { run: "exit 1" } },
    secrets: { LICENCE_KEY: "acme-licence" },
    timeoutMs: 60_000,
    ...more,
  };
  return { format: 1, name: "licensed", version, publisher: "Lab", description: "", variants: [variant] };
}

/** This machine as a device: its agent in a process of its own, and all that it writes. */
export async function thisMachine(t: TestContext, { server, operator }: Booted) {
  const folder = mkdtempSync(join(tmpdir(), "shoal-secret-"));
  chmodSync(folder, 0o755);
  const stateDir = join(folder, "state");
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  await (await startAgentProcess({ server: server.agentUrl, token, stateDir, name: "here" })).stop();
  const child = spawn(process.execPath, [MAIN, "run", "--state", stateDir], { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  t.after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, stateDir, stop, log: () => log };
}

/** Files below a folder in which one of these stands, whatever kind of file it is. */
export function filesWith(folder: string, forms: readonly string[]): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return false;
    const bytes = readFileSync(path);
    return forms.some((form) => bytes.includes(form));
  });
}
