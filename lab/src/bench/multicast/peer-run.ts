import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Netlab } from "../../netlab/netlab.ts";
import { cpuSecondsOf } from "../cpu-of.ts";
import { peakRssBytesOf } from "../memory-of.ts";

/** What somebody else's program took for the same content on the same network. */
export interface PeerRun {
  /** Until the last host had it; undefined where not every host got it in time. */
  ms: number | undefined;
  wanBytes: number;
  /** Into the switches, mean of the subnets. */
  switchBytes: number;
  /** Of one receiver, mean; undefined where they end by themselves. */
  cpuSeconds?: number;
  /** Of the receiver that took most. */
  rssBytes?: number;
}

/** A shell command in a node of the network. */
export type NodeCommand = readonly [node: string, command: string];

export interface PeerPlay {
  /** There before the clock starts. */
  services?: readonly NodeCommand[];
  /** There before the clock starts too, and measured. */
  receivers?: readonly NodeCommand[];
  /** With these the clock starts. */
  senders: readonly NodeCommand[];
  /** Whose ends are the end. */
  until: "senders" | "receivers" | "both";
}

/** Longer than any of them takes when it works: every host of the largest network pulls for itself in 205 s. */
const TIMEOUT_MS = 300_000;
/** For sockets to be bound and groups to be joined. */
const SETTLE_MS = 1500;

export function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}

/** Plays it, and ends whatever it has started. */
export async function playPeer(
  lab: Netlab,
  { services = [], receivers = [], senders, until }: PeerPlay,
): Promise<PeerRun> {
  const processes: ChildProcess[] = [];
  const start = ([node, command]: NodeCommand): ChildProcess => {
    const child = lab.spawn(node, ["sh", "-c", command], { output: "ignore", errors: "ignore" });
    processes.push(child);
    return child;
  };
  try {
    services.forEach(start);
    const receiving = receivers.map(start);
    const received = receiving.map(ended);
    await sleep(SETTLE_MS);
    const before = lab.counters();
    const startedMs = performance.now();
    const sent = senders.map((each) => ended(start(each)));
    const all = Promise.all([...(until === "receivers" ? [] : sent), ...(until === "senders" ? [] : received)]);
    const codes = await Promise.race([all, sleep(TIMEOUT_MS, undefined, { ref: false })]);
    const ms = codes?.every((code) => code === 0) ? performance.now() - startedMs : undefined;
    const after = lab.counters();
    const switched = Object.keys(after.subnets).map(
      (name) => after.subnets[name]!.switch_in_bytes - before.subnets[name]!.switch_in_bytes,
    );
    return {
      ms,
      wanBytes: after.wan.down_bytes - before.wan.down_bytes,
      ...(until === "senders" ? usageOf(receiving) : {}),
      switchBytes: switched.reduce((sum, bytes) => sum + bytes, 0) / switched.length,
    };
  } finally {
    for (const child of processes) child.kill("SIGKILL");
    lab.endAll();
  }
}

function usageOf(running: readonly ChildProcess[]): Pick<PeerRun, "cpuSeconds" | "rssBytes"> {
  if (running.length === 0) return {};
  const pids = running.map(({ pid }) => pid!);
  return {
    cpuSeconds: pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0) / pids.length,
    rssBytes: Math.max(...pids.map(peakRssBytesOf)),
  };
}

async function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
