import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { firstAdmin } from "../server/first-admin.ts";
import { cpuSecondsOf } from "./cpu-of.ts";
import { peakRssBytesOf, rssBytesOf } from "./memory-of.ts";

const MAIN = fileURLToPath(import.meta.resolve("@shoal/server/main"));

/** The server in a process of its own, so that its CPU and memory can be read apart from the load's. */
export interface ServerProcess {
  /** Where operators reach it. */
  url: string;
  agentUrl: string;
  adminToken: string;
  dataDir: string;
  pid: number;
  /** Resident memory, bytes. */
  rssBytes(): number;
  /** The most that was ever resident, bytes. */
  peakRssBytes(): number;
  /** User and system CPU so far, seconds. */
  cpuSeconds(): number;
  /** Ends it as a power cut does; its folder stays. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerProcessOptions {
  args?: string[];
  openFiles?: number;
  /** All of its threads on this processor. */
  onCpu?: number;
  /** Fills its folder before it starts. */
  prepare?: (dataDir: string) => Promise<void>;
  /** One that was killed: this one takes its folder and its addresses. */
  after?: ServerProcess;
}

export async function startServer(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const { after } = options;
  const dataDir = after?.dataDir ?? mkdtempSync(join(tmpdir(), "shoal-bench-"));
  await options.prepare?.(dataDir);
  const portOf = (url: string | undefined) => (url === undefined ? "0" : new URL(url).port);
  const ports = ["--port", portOf(after?.url), "--agent-port", portOf(after?.agentUrl)];
  const args = [MAIN, "--data", dataDir, ...ports, "--log-level", "warn", ...(options.args ?? [])];
  const child = options.openFiles
    ? spawn(
        "sh",
        ["-c", 'ulimit -n "$0" 2>/dev/null; exec "$@"', String(options.openFiles), process.execPath, ...args],
        { stdio: ["ignore", "pipe", "inherit"] },
      )
    : spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const { url, agentUrl } = await addressesOf(child);
  const pid = child.pid!;
  if (options.onCpu !== undefined) spawnSync("taskset", ["-a", "-p", "-c", String(options.onCpu), String(pid)]);
  return {
    url,
    agentUrl,
    adminToken: after?.adminToken ?? (await firstAdmin(url, dataDir)),
    dataDir,
    pid,
    rssBytes: () => rssBytesOf(pid),
    peakRssBytes: () => peakRssBytesOf(pid),
    cpuSeconds: () => cpuSecondsOf(pid),
    kill: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
    stop: async () => {
      child.kill("SIGTERM");
      for (let waited = 0; child.exitCode === null && child.signalCode === null && waited < 100; waited++)
        await sleep(100);
      child.kill("SIGKILL");
      if (existsSync(dataDir)) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Of the first line that has both. */
function addressesOf(child: ChildProcess): Promise<Pick<ServerProcess, "url" | "agentUrl">> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const [url, agentUrl] = ["http", "https"].map((scheme) => text.match(`${scheme}://[^\\s"',]+(?=,)`)?.[0]);
      if (url && agentUrl) resolve({ url, agentUrl });
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
}
