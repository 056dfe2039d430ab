import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HttpClient } from "@shoal/agent/http/client";
import { tlsOf } from "@shoal/agent/identity/tls";
import { silentLog } from "@shoal/agent/log/log";
import { AgentSocket } from "@shoal/agent/socket/socket";
import { Operator } from "../../fleet/operator.ts";
import type { WireAgent } from "../../fleet/wire-agent.ts";
import { cpuSecondsOf } from "../cpu-of.ts";
import { enrolAll } from "../enrolled.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { type ServerProcess, startServer } from "../server-process.ts";

const BARE = fileURLToPath(new URL("./bare-tls.ts", import.meta.url));
const WAIT_MS = 600_000;
const BARE_START_MS = 500;

/**
 * A server dies under 10,000 agents and comes back on the same address: how long until each has its socket again, by the agent's own rule of when
 * to try. The peer is a TLS server of the same kind that only takes sockets, under the same agents.
 */
export const storm: Bench = async ({ quick }) => {
  const count = quick ? 500 : 10_000;
  let server: ServerProcess = await startServer({ openFiles: 20_000 });
  let agents: WireAgent[] = [];
  try {
    const operator = new Operator(server.url, server.adminToken);
    await operator.trust();
    agents = await enrolAll(operator, server.agentUrl, count);
    const ours = await stormOf(agents, server.agentUrl, {
      end: () => server.kill(),
      begin: async () => {
        server = await startServer({ openFiles: 20_000, after: server });
        return server.pid;
      },
    });
    let bare = await startBare(server.dataDir, "0");
    const peer = await stormOf(agents, bare.url, {
      end: () => ended(bare.child),
      begin: async () => {
        // It starts faster, and agents wait by how long their server was away.
        await sleep(Math.max(0, ours.startMs - BARE_START_MS));
        bare = await startBare(server.dataDir, new URL(bare.url).port);
        return bare.child.pid!;
      },
    });
    await ended(bare.child);
    return rowsOf(count, ours, peer);
  } finally {
    for (const agent of agents) agent.close();
    await server.stop();
  }
};

interface Storm {
  /** Until it was there again, from when it was begun. */
  startMs: number;
  /** From when the server was there again until all were back, and until half of them were. */
  allMs: number;
  halfMs: number;
  /** CPU of the server for one that came back. */
  cpuMsEach: number;
  /** Connections that were begun, for each that held. */
  triesEach: number;
}

/** Connects all, takes their server away for a few seconds, and counts them until all are back. */
async function stormOf(
  agents: readonly WireAgent[],
  url: string,
  { end, begin }: { end: () => Promise<void>; begin: () => Promise<number> },
): Promise<Storm> {
  const open = new Set<number>();
  const opened: number[] = [];
  let tries = 0;
  const sockets = agents.map((agent, index) => {
    // As agents have them, with what they keep of the TLS session before.
    const { connections } = new HttpClient(url, tlsOf(agent.identity));
    return new AgentSocket({
      server: url,
      connections: () => {
        tries++;
        return connections;
      },
      random: Math.random,
      log: silentLog,
      events: {
        open: () => {
          open.add(index);
          opened.push(performance.now());
        },
        close: () => void open.delete(index),
        message: () => {},
        frame: () => {},
      },
    });
  });
  try {
    for (const [index, socket] of sockets.entries()) {
      socket.start();
      // One after the other: the first time is not what is measured.
      if (index % 50 === 49) await until(() => open.size > index - 200);
    }
    await until(() => open.size === agents.length);
    // Long enough that each of them takes its connection for one that held.
    await sleep(12_000);
    await end();
    await until(() => open.size === 0);
    await sleep(3000);
    opened.length = 0;
    tries = 0;
    const begins = performance.now();
    const pid = await begin();
    const began = performance.now();
    const cpuBefore = cpuSecondsOf(pid);
    await until(() => open.size === agents.length);
    return {
      startMs: began - begins,
      allMs: performance.now() - began,
      halfMs: opened.sort((a, b) => a - b)[Math.floor(agents.length / 2)]! - began,
      cpuMsEach: ((cpuSecondsOf(pid) - cpuBefore) / agents.length) * 1000,
      triesEach: tries / agents.length,
    };
  } finally {
    for (const socket of sockets) socket.stop();
  }
}

async function until(holds: () => boolean): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > WAIT_MS) throw new Error(`it did not come to that within ${WAIT_MS / 1000} s`);
    await sleep(20);
  }
}

async function startBare(dataDir: string, port: string): Promise<{ child: ChildProcess; url: string }> {
  const command = ["-c", 'ulimit -n 20000; exec "$0" "$@"', process.execPath, BARE, dataDir, port];
  const child = spawn("sh", command, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, url: line.toString().trim() };
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

function rowsOf(count: number, ours: Storm, peer: Storm): BenchRow[] {
  const words = ({ halfMs, triesEach }: Storm) =>
    `half after ${(halfMs / 1000).toFixed(1)} s, ${triesEach.toFixed(2)} tries each`;
  return [
    judged(
      {
        name: `${count} agents all back after their server died`,
        value: ours.allMs / 1000,
        unit: "s",
        peer: peer.allMs / 1000,
        bar: 1.5,
        barOf: "ratio",
        note: `${words(ours)}; peer, bare mutual TLS with WebSockets: ${words(peer)}`,
      },
      "lower",
    ),
    judged(
      {
        name: "server CPU of one that comes back",
        value: ours.cpuMsEach,
        unit: "ms",
        peer: peer.cpuMsEach,
        bar: 1.5,
        barOf: "ratio",
      },
      "lower",
    ),
  ];
}
