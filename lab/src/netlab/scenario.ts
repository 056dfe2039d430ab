import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { SessionPartRow, SessionTree } from "@shoal/protocol/api/session";
import type { ActionDetail, ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import type { ReleaseFile } from "@shoal/protocol/package/release";
import { createServer, type Server } from "@shoal/server/server";
import { cpuSecondsOf } from "../bench/cpu-of.ts";
import { peakRssBytesOf } from "../bench/memory-of.ts";
import { generated, refOfGenerated } from "../blob/generated.ts";
import { upload } from "../blob/upload.ts";
import { Operator } from "../fleet/operator.ts";
import { patchOffer } from "../fleet/patch-offer.ts";
import { linuxRelease } from "../package/linux-release.ts";
import { Netlab, type NetlabCounters, type NetlabShape } from "./netlab.ts";

const MAIN = fileURLToPath(new URL("../../../agent/bin/shoal-agent.mjs", import.meta.url));

/** When the server's line has carried so many copies of the content, and so much later; not by time alone, which says little on a busy machine. */
export interface Moment {
  copies: number;
  thenMs?: number;
}

export type ScenarioEvent = { at: Moment } & (
  | { what: "kill-leader" }
  | { what: "partition" | "heal"; node: string }
  | { what: "igmp"; node: string; mode: "flood" | "blackhole" }
  /** An access point sends what is cast to these at the rate that the weakest of them hears. */
  | { what: "wifi"; node: string; multicastMbit: number }
);

export interface ScenarioOptions {
  shape: NetlabShape;
  labId: number;
  sizeBytes: number;
  settings: Record<string, unknown>;
  /** What is done while it runs. */
  events: ScenarioEvent[];
  /** Hosts that come later, and when. */
  late: { host: string; at: Moment }[];
  /** The log of each agent goes there. */
  logFolder?: string;
  timeoutMs: number;
  delivery?: "pull" | "push";
  /** These hosts get it before, by themselves; then the rest, of which is told. */
  holders?: string[];
  /** Everybody has the first file before; the second is what the task brings, instead of random bytes. */
  upgrade?: { fromPath: string; toPath: string };
  /** Their disks change every piece after it was verified. */
  rotten?: string[];
}

export interface HostResult {
  host: string;
  state: string;
  reason?: string;
  bytes: BytesBySource;
  /** From the start of the task until its content was whole and verified, milliseconds. */
  fetchedMs: number | undefined;
  cpuSeconds: number;
  /** The most that was resident while the task ran. */
  rssBytes: number;
}

export interface ScenarioResult {
  hosts: HostResult[];
  /** Until the last host had it. */
  lastMs: number;
  /** What agents have told the server that they refused. */
  refusals: { device: string; detail: string }[];
  counters: NetlabCounters;
  /** Of the patch that the server offers for an upgrade. */
  patchBytes?: number;
  /** As the server adds up what agents tell of their sessions. */
  tree: SessionTree;
  parts: SessionPartRow[];
}

/** One task over a network of namespaces, with a real server in it and a real agent on each host. To be run in the server's node. */
export class Scenario {
  readonly #options: ScenarioOptions;
  readonly #lab: Netlab;
  readonly #folder = mkdtempSync(join(tmpdir(), "shoal-netlab-"));
  readonly #agents = new Map<string, ChildProcess>();
  readonly #killed = new Set<string>();
  #server: Server | undefined;
  #startedMs = 0;

  constructor(options: ScenarioOptions) {
    this.#options = options;
    this.#lab = new Netlab(options.shape, options.labId);
  }

  async run(): Promise<ScenarioResult> {
    try {
      return await this.#run();
    } finally {
      for (const agent of this.#agents.values()) agent.kill("SIGKILL");
      await this.#server?.close();
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }

  async #run(): Promise<ScenarioResult> {
    const { sizeBytes, settings, late, events, timeoutMs } = this.#options;
    this.#server = await createServer({
      dataDir: join(this.#folder, "server"),
      host: this.#lab.serverAddress,
      port: 0,
      logLevel: "silent",
    });
    const operator = new Operator(this.#server.url, this.#server.adminToken!);
    await operator.trust();
    if (!this.#options.upgrade) await this.#publishContent(operator, sizeBytes);
    const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 1000 });
    const lateHosts = new Set(late.map(({ host }) => host));
    for (const host of this.#lab.hosts) await this.#enrol(host, token);
    for (const host of this.#lab.hosts) if (!lateHosts.has(host)) this.#startAgent(host);
    await this.#online(operator, this.#lab.hosts.length - lateHosts.size);
    await this.#warmUp(operator);
    await this.#hold(operator);
    const patchBytes = await this.#prepareUpgrade(operator);
    // Starting takes both processors; what is measured begins on a calm machine.
    await sleep(1500);
    const before = this.#lab.counters();
    for (const { pid } of this.#agents.values()) forgetPeak(pid);
    const task = await this.#start(operator, "content", { all: true }, settings);
    const ended = new AbortController();
    const { signal } = ended;
    const sentBefore = sentBytes();
    const planned = [
      ...late.map(({ host, at }) => ({ at, act: () => this.#startAgent(host) })),
      ...events.map((event) => ({ at: event.at, act: () => this.#event(event) })),
    ].map(async ({ at, act }) => {
      while (sentBytes() - sentBefore < at.copies * sizeBytes) await sleep(50, undefined, { signal });
      await sleep(at.thenMs ?? 0, undefined, { signal });
      act();
    });
    const acted = Promise.all(planned).catch((error: Error) => {
      if (!signal.aborted) throw error;
    });
    const rows = await Promise.race([
      this.#ended(operator, task.id, timeoutMs),
      acted.then(() => new Promise<never>(() => {})),
    ]);
    ended.abort();
    const after = this.#lab.counters();
    const hosts = await Promise.all(rows.map((row) => this.#result(operator, row)));
    const fetched = hosts.flatMap(({ fetchedMs }) => (fetchedMs === undefined ? [] : [fetchedMs]));
    const refusals = await this.#refusals(operator);
    const sessions = `/api/v1/tasks/${task.id}/sessions`;
    const tree = await operator.get<SessionTree>(sessions);
    const { items: parts } = await operator.get<{ items: SessionPartRow[] }>(`${sessions}/parts?limit=500`);
    const counters = since(before, after);
    const lastMs = Math.max(...fetched);
    return { hosts, lastMs, refusals, counters, tree, parts, ...(patchBytes === undefined ? {} : { patchBytes }) };
  }

  async #start(
    operator: Operator,
    name: string,
    targets: object,
    settings: object,
    version = "1.0",
  ): Promise<TaskDetail> {
    const task = await operator.post<TaskDetail>("/api/v1/tasks", {
      kind: "install",
      delivery: this.#options.delivery ?? "pull",
      package: name,
      version,
      targets,
      settings,
    });
    this.#startedMs = Date.now();
    await operator.post(`/api/v1/tasks/${task.id}/start`);
    return task;
  }

  /** A first small task, as any agent has had that has run for a day: its code is loaded. */
  async #warmUp(operator: Operator): Promise<void> {
    await this.#publish(operator, "warm-up", randomBytes(500_000));
    const settings = { ...this.#options.settings, multicastLeastBytes: 0, multicastStartDelayMs: 0 };
    const deviceIds = [...this.#agents.keys()];
    const { id } = await this.#start(operator, "warm-up", { deviceIds }, settings);
    await this.#ended(operator, id, 60_000);
  }

  async #hold(operator: Operator): Promise<void> {
    const { holders = [], settings } = this.#options;
    if (holders.length === 0) return;
    const { id } = await this.#start(operator, "content", { deviceIds: holders }, settings);
    await this.#ended(operator, id, 300_000);
    for (const host of this.#options.rotten ?? []) this.#rot(host);
  }

  /** @returns the size of the patch from what everybody has now */
  async #prepareUpgrade(operator: Operator): Promise<number | undefined> {
    const { upgrade, settings } = this.#options;
    if (!upgrade) return undefined;
    const before = await this.#publish(operator, "content", readFileSync(upgrade.fromPath), "0.9");
    const { id } = await this.#start(operator, "content", { all: true }, settings, "0.9");
    await this.#ended(operator, id, 300_000);
    const target = await this.#publish(operator, "content", readFileSync(upgrade.toPath));
    return (await patchOffer(operator, before, target)).sizeBytes;
  }

  #rot(host: string): void {
    const folder = join(this.#state(host), "cache");
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const { size } = statSync(path);
      const file = openSync(path, "r+");
      for (let at = 1000; at < size; at += PIECE_BYTES) writeSync(file, randomBytes(16), 0, 16, at);
      closeSync(file);
    }
  }

  /** Of any size, without being in memory as a whole. */
  async #publishContent(operator: Operator, sizeBytes: number): Promise<void> {
    const seed = randomBytes(8).toString("hex");
    const ref = refOfGenerated(sizeBytes, seed);
    const { url, adminToken } = this.#server!;
    await upload(url, adminToken!, ref, generated(sizeBytes, seed));
    await this.#release(operator, "content", { name: "content.bin", ...ref }, "1.0");
  }

  async #publish(operator: Operator, name: string, content: Buffer, version = "1.0"): Promise<ReleaseFile> {
    const file = await operator.upload(`${name}.bin`, content);
    await this.#release(operator, name, file, version);
    return file;
  }

  async #release(operator: Operator, name: string, file: ReleaseFile, version: string): Promise<void> {
    const mark = `/mnt/${name}-${version}`;
    await operator.publish(
      linuxRelease(name, version, {
        files: [file],
        installer: { kind: "script", run: `touch ${mark}` },
        detect: { file: { path: mark } },
        remove: { run: `rm ${mark}` },
      }),
    );
  }

  async #enrol(host: string, token: string): Promise<void> {
    const argv = [
      "enrol",
      "--state",
      this.#state(host),
      "--server",
      this.#server!.url,
      "--token",
      token,
      "--name",
      host,
    ];
    mkdirSync(this.#state(host), { recursive: true, mode: 0o700 });
    const child = this.#lab.spawn(host, [process.execPath, MAIN, ...argv], { output: "ignore" });
    const [code] = (await once(child, "close")) as [number];
    if (code !== 0) throw new Error(`${host} could not enrol`);
  }

  #startAgent(host: string): void {
    const argv = [process.execPath, MAIN, "run", "--state", this.#state(host)];
    const { logFolder } = this.#options;
    const shell = ["sh", "-c", 'exec "$@" 2>"$0"', logFolder ? join(logFolder, `${host}.log`) : "/dev/null", ...argv];
    this.#agents.set(host, this.#lab.spawn(host, shell, { output: "ignore" }));
  }

  #state(host: string): string {
    return join(this.#folder, host);
  }

  async #online(operator: Operator, count: number): Promise<void> {
    for (let waited = 0; waited < 600; waited++) {
      const { items } = await operator.get<{ items: unknown[] }>("/api/v1/devices?online=true&limit=500");
      if (items.length === count) return;
      await sleep(100);
    }
    throw new Error("not every agent has connected");
  }

  async #ended(operator: Operator, taskId: string, timeoutMs: number): Promise<ActionRow[]> {
    for (;;) {
      const { items } = await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${taskId}/actions?limit=500`);
      const open = items.filter((row) => row.endedMs === undefined && !this.#killed.has(row.device));
      if (open.length === 0 || Date.now() > this.#startedMs + timeoutMs) return items;
      await sleep(500);
    }
  }

  async #result(operator: Operator, row: ActionRow): Promise<HostResult> {
    const { steps, reason } = await operator.get<ActionDetail>(`/api/v1/actions/${row.id}`);
    const verifying = steps.find(({ state }) => state === "verifying");
    const pid = this.#agents.get(row.device)?.pid;
    return {
      host: row.device,
      state: row.state,
      ...(reason ? { reason: `${reason.code}: ${reason.detail ?? ""}` } : {}),
      bytes: row.bytes,
      fetchedMs: verifying && verifying.atMs - this.#startedMs,
      ...usageOf(pid),
    };
  }

  async #refusals(operator: Operator): Promise<ScenarioResult["refusals"]> {
    const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=piece.refused&limit=500");
    return items.map(({ subject, detail }) => ({ device: subject, detail: JSON.stringify(detail) }));
  }

  #event(event: ScenarioEvent): void {
    switch (event.what) {
      case "kill-leader": {
        const host = this.#leader();
        if (!host) return;
        this.#killed.add(host);
        this.#agents.get(host)?.kill("SIGKILL");
        return;
      }
      case "partition":
        return void this.#lab.call("partition", event.node);
      case "heal":
        return void this.#lab.call("heal", event.node);
      case "igmp":
        return void this.#lab.call("igmp", event.node, event.mode);
      case "wifi":
        return void this.#lab.call("wifi", event.node, String(event.multicastMbit));
    }
  }

  /** Whose log says last that it leads. */
  #leader(): string | undefined {
    const { logFolder } = this.#options;
    return this.#lab.hosts.find((host) => {
      const roles = readFileSync(join(logFolder!, `${host}.log`), "utf8").match(/multicast \w+: (\w+);/g) ?? [];
      return roles.at(-1)?.includes(": leading;") ?? false;
    });
  }
}

/** What has left this node, the server's, by its line. */
function sentBytes(): number {
  const line = /^\s*eth0:\s*(.*)$/m.exec(readFileSync("/proc/net/dev", "utf8"))?.[1] ?? "";
  return Number(line.split(/\s+/)[8]);
}

/** proc_pid_clear_refs(5): the peak of its memory begins anew at what is resident now. */
function forgetPeak(pid: number | undefined): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

function usageOf(pid: number | undefined): { cpuSeconds: number; rssBytes: number } {
  try {
    return { cpuSeconds: cpuSecondsOf(pid!), rssBytes: peakRssBytesOf(pid!) };
  } catch {
    return { cpuSeconds: Number.NaN, rssBytes: Number.NaN };
  }
}

/** Counters only count up: what has come since. */
function since<T>(before: T, after: T): T {
  if (typeof after === "number") return (after - (before as number)) as T;
  if (typeof after !== "object" || after === null) return after;
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, since((before as Record<string, unknown>)[key], value)]),
  ) as T;
}
