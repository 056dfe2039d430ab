import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { Operator } from "../../fleet/operator.ts";
import type { WireAgent } from "../../fleet/wire-agent.ts";
import { enrolAll, inventoryOf, sharedOut } from "../enrolled.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { type ServerProcess, startServer } from "../server-process.ts";

/** 10,000 agents on one server process: memory, check-ins at 1,000 a second, and how fast a started task reaches all. */
export const checkIns: Bench = async ({ quick }) => {
  const count = quick ? 500 : 10_000;
  const server = await startServer({ openFiles: 50_000 });
  const agents: WireAgent[] = [];
  try {
    const operator = new Operator(server.url, server.adminToken);
    await operator.trust();
    const idle = server.rssBytes();
    agents.push(...(await enrolAll(operator, server.agentUrl, count)));
    const rings: number[] = [];
    await connectAll(agents, () => rings.push(performance.now()));
    const connected = server.rssBytes();
    return [
      {
        name: `memory of ${count} agents, per 1,000`,
        value: (connected - idle) / 1024 ** 2 / (count / 1000),
        unit: "MiB",
      },
      ...(await load(server, agents, quick ? 5 : 20)),
      ...(await doorbell(operator, agents.length, rings)),
    ];
  } finally {
    for (const agent of agents) agent.close();
    await server.stop();
  }
};

/** From several addresses of the loopback range, since one has too few free ports for so many. */
async function connectAll(agents: readonly WireAgent[], onRing: () => void): Promise<void> {
  await sharedOut(agents.length, 64, (index) => agents[index]!.connect(onRing, `127.0.0.${2 + (index % 8)}`));
}

/** Open loop: each check-in has its moment, and is timed from that moment, so that a slow server cannot hide its queue. */
async function load(server: ServerProcess, agents: readonly WireAgent[], seconds: number): Promise<BenchRow[]> {
  const rate = 1000;
  const latencies: number[] = [];
  const underWay: Promise<void>[] = [];
  const errors: string[] = [];
  const digests = agents.map((_, index) =>
    createHash("sha256")
      .update(encodeCbor(inventoryOf(index)))
      .digest("hex"),
  );
  const cpuBefore = server.cpuSeconds();
  const start = performance.now();
  for (let sent = 0; sent < rate * seconds; ) {
    const due = Math.floor(((performance.now() - start) / 1000) * rate);
    for (; sent < due && sent < rate * seconds; sent++) {
      const at = start + (sent / rate) * 1000;
      const index = sent % agents.length;
      underWay.push(
        agents[index]!.checkIn({ inventoryDigest: digests[index]!, afterSequence: 0 }).then(
          () => void latencies.push(performance.now() - at),
          (error: Error) => void errors.push(error.message),
        ),
      );
    }
    await sleep(1);
  }
  await Promise.all(underWay);
  if (errors.length > 0) throw new Error(`${errors.length} check-ins failed, the first: ${errors[0]}`);
  latencies.sort((a, b) => a - b);
  const cpu = server.cpuSeconds() - cpuBefore;
  return [
    judged(
      {
        name: `check-in p99 at ${rate}/s`,
        value: latencies[Math.floor(latencies.length * 0.99)]!,
        unit: "ms",
        bar: 250,
      },
      "lower",
    ),
    { name: "check-in p50", value: latencies[Math.floor(latencies.length / 2)]!, unit: "ms" },
    { name: "server CPU per check-in", value: (cpu / latencies.length) * 1e6, unit: "us" },
  ];
}

async function doorbell(operator: Operator, expected: number, rings: number[]): Promise<BenchRow[]> {
  const file = await operator.upload("noop.sh", Buffer.from("#!/bin/sh\n"));
  await operator.publish({
    format: 1,
    name: "noop",
    version: "1.0.0",
    publisher: "bench",
    description: "",
    variants: [
      {
        id: "any",
        match: {},
        files: [file],
        installer: { kind: "script" },
        detect: { file: { path: "/nonexistent" } },
        remove: { run: "true" },
        timeoutMs: 60_000,
      },
    ],
  });
  const task = await operator.post<{ id: string | number }>("/api/v1/tasks", {
    kind: "install",
    delivery: "pull",
    package: "noop",
    version: "1.0.0",
    targets: { all: true },
  });
  rings.length = 0;
  const started = performance.now();
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  const answered = performance.now();
  for (let waited = 0; rings.length < expected && waited < 600; waited++) await sleep(50);
  if (rings.length < expected) throw new Error(`only ${rings.length} of ${expected} agents heard the doorbell`);
  return [
    { name: `task start for ${expected} devices, answered`, value: answered - started, unit: "ms" },
    { name: `last of ${expected} doorbells after the request`, value: rings[expected - 1]! - started, unit: "ms" },
    { name: "median doorbell", value: rings[Math.floor(expected / 2)]! - started, unit: "ms" },
  ];
}
