import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { SessionPartRow, SessionTree } from "@shoal/protocol/api/session";
import type { ActionDetail, ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import type { ReleaseFile } from "@shoal/protocol/package/release";
import { createServer, type ServerWithToken } from "@shoal/server/server";
import { generated, refOfGenerated } from "../blob/generated.ts";
import { upload } from "../blob/upload.ts";
import { Operator } from "../fleet/operator.ts";
import { patchOffer } from "../fleet/patch-offer.ts";
import { linuxRelease } from "../package/linux-release.ts";
import { Netlab, type NetlabCounters, type NetlabShape } from "./netlab.ts";
import { type RoleChange, rolesOf } from "./roles.ts";
import { actOn, type Moment, type ScenarioEvent } from "./scenario-event.ts";
import { type Transfer, transfer } from "./transfer.ts";
import { forgetPeak, sentBytes, since, usageOf } from "./usage.ts";

const MAIN = fileURLToPath(new URL("../../../agent/bin/shoal-agent.mjs", import.meta.url));

/** Starting agents takes all processors; what is measured begins on a calm machine. */
const SETTLE_MS = 1500;

export interface ScenarioOptions {
  shape: NetlabShape;
  labId: string;
  sizeBytes: number;
  settings: Record<string, unknown>;
  /** What is done while it runs. */
  events: ScenarioEvent[];
  /** Hosts that come later, and when. */
  late: { host: string; at: Moment }[];
  /** The log of each agent goes there. */
  logFolder?: string;
  timeoutMs: number;
  /** A folder for what the server and all hosts have on their disks. */
  disk?: string;
  settleMs?: number;
  delivery?: "pull" | "push";
  /** These hosts get it before, by themselves; then the rest, of which is told. */
  holders?: string[];
  /** Everybody has the first file before; the second is what the task brings, instead of random bytes. */
  upgrade?: { fromPath: string; toPath: string };
  /** Their disks change every piece after it was verified. */
  rotten?: string[];
  /** Once before the task, and once so long after it has begun. */
  transfer?: Transfer & { afterMs: number };
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
  /** When events came to pass. */
  acted: { what: ScenarioEvent["what"]; atMs: number }[];
  /** Of every host that has a log, warm-up included. */
  roles: RoleChange[];
  /** How long the transfer took without the task and beside it, milliseconds. */
  transfer?: { aloneMs: number; besideMs: number };
}

/** One task over a network of namespaces, with a real server in it and a real agent on each host. To be run in the server's node. */
export class Scenario {
  readonly #options: ScenarioOptions;
  readonly #lab: Netlab;
  readonly #folder: string;
  readonly #agents = new Map<string, ChildProcess>();
  readonly #killed = new Set<string>();
  readonly #acted: ScenarioResult["acted"] = [];
  #server: ServerWithToken | undefined;
  #startedMs = 0;

  constructor(options: ScenarioOptions) {
    this.#options = options;
    this.#lab = new Netlab(options.shape, options.labId);
    this.#folder = mkdtempSync(join(options.disk ?? tmpdir(), "shoal-netlab-"));
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
      firstToken: true,
      // Nobody but the devices of the laboratory is on this network.
      ...{ trustProxy: [this.#lab.serverAddress], insecureProxy: true },
    });
    const operator = new Operator(this.#server.url, this.#server.adminToken);
    await operator.trust();
    if (!this.#options.upgrade) await this.#publishContent(operator, sizeBytes);
    const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 1000 });
    const lateHosts = new Set(late.map(({ host }) => host));
    const enrolling = [...this.#lab.hosts];
    const enrolNext = async (): Promise<void> => {
      for (let host = enrolling.shift(); host; host = enrolling.shift()) await this.#enrol(host, token);
    };
    await Promise.all(Array.from({ length: availableParallelism() }, enrolNext));
    for (const host of this.#lab.hosts) if (!lateHosts.has(host)) this.#startAgent(host);
    await this.#online(operator, this.#lab.hosts.length - lateHosts.size);
    await this.#warmUp(operator);
    await this.#hold(operator);
    const patchBytes = await this.#prepareUpgrade(operator);
    await sleep(this.#options.settleMs ?? SETTLE_MS);
    const { transfer: others } = this.#options;
    const aloneMs = others && (await transfer(this.#lab, others));
    const before = this.#lab.counters();
    for (const { pid } of this.#agents.values()) forgetPeak(pid);
    const task = await this.#start(operator, "content", { all: true }, settings);
    const beside = others && sleep(others.afterMs).then(() => transfer(this.#lab, others));
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
    const roles = this.#lab.hosts.flatMap((host) => this.#roles(host));
    return {
      ...{ hosts, lastMs, refusals, counters, tree, parts, acted: this.#acted, roles },
      ...(patchBytes === undefined ? {} : { patchBytes }),
      ...(aloneMs === undefined ? {} : { transfer: { aloneMs, besideMs: (await beside)! } }),
    };
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
    await this.#ended(operator, id, this.#options.timeoutMs);
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
    await upload(url, adminToken, ref, generated(sizeBytes, seed));
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
      this.#server!.agentUrl,
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
    // As its service is set up (docs/how-to/run-an-agent.md).
    const shell = [
      "sh",
      "-c",
      'MALLOC_ARENA_MAX=1 exec "$@" 2>"$0"',
      logFolder ? join(logFolder, `${host}.log`) : "/dev/null",
      ...argv,
    ];
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
      await sleep(200);
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
    this.#acted.push({ what: event.what, atMs: Date.now() });
    if (event.what !== "kill-leader") return actOn(this.#lab, event);
    const host = this.#lab.hosts.find((each) => this.#roles(each).at(-1)?.role === "leading");
    if (!host) return;
    this.#killed.add(host);
    this.#agents.get(host)?.kill("SIGKILL");
  }

  /** As its log says. */
  #roles(host: string): RoleChange[] {
    const { logFolder } = this.#options;
    const path = logFolder && join(logFolder, `${host}.log`);
    return path && existsSync(path) ? rolesOf(host, readFileSync(path, "utf8")) : [];
  }
}
