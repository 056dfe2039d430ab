import { join } from "node:path";
import type { ActionReport } from "@shoal/protocol/action/report";
import type { RolloutDetail } from "@shoal/protocol/api/rollout";
import { openDatabase } from "@shoal/server/db/open";
import { Operator } from "../../fleet/operator.ts";
import type { WireAgent } from "../../fleet/wire-agent.ts";
import { scriptRelease } from "../../server/booted.ts";
import { median } from "../median.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";
import { type ServerProcess, startServer } from "../server-process.ts";
import { fillFleet } from "./fill.ts";
import { AT_ONCE, agentsOf, KEY_DIGEST, membersOf } from "./outsides.ts";

const ROUNDS = 5;
/** What a device may cost in a fleet ten times as large; more than 1 for what these machines differ from run to run. */
const GROWTH = 1.15;

interface Measured {
  devices: number;
  /** Of the start of the task: every target gets its ring. Of the last ring: every other target gets its order. Microseconds a device. */
  assignUs: number;
  openUs: number;
  /** Of the first ring, from the check-in to the last report. */
  actionsPerSecond: number;
  cpuMsPerAction: number;
}

/** A rollout over a fleet and over one ten times as large: what planning, opening and counting cost for each device. */
export const rings: Bench = async ({ quick }) => {
  const large = quick ? 10_000 : 50_000;
  // As many in the first ring of the small fleet as of the large one, so that what each costs can be compared.
  const pilot = large / 25;
  const [few, many]: [Measured[], Measured[]] = [[], []];
  // By turns, so that a slow minute of the machine is in both.
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    few.push(await measure(large / 10, pilot));
    many.push(await measure(large, pilot));
  }
  const row = (name: string, unit: string, value: (of: Measured) => number): BenchRow =>
    judged(
      {
        name,
        unit,
        value: median(many.map(value)),
        peer: median(few.map(value)),
        bar: GROWTH,
        barOf: "ratio",
        note: `${many[0]!.devices.toLocaleString("en")} devices; the peer is Shoal with ${few[0]!.devices.toLocaleString("en")}`,
      },
      "lower",
    );
  return [
    row("starting a rollout, a device", "us", (each) => each.assignUs),
    row("opening its last ring, a device", "us", (each) => each.openUs),
    row("server CPU of an action, counted in its ring", "ms", (each) => each.cpuMsPerAction),
    {
      name: "actions from order to report",
      unit: "/s",
      value: median(many.map((each) => each.actionsPerSecond)),
      peer: median(few.map((each) => each.actionsPerSecond)),
      note: `${pilot.toLocaleString("en")} devices of the first ring, ${AT_ONCE} at once`,
    },
  ];
};

async function measure(count: number, pilotSize: number): Promise<Measured> {
  const server = await startServer({ prepare: async (dataDir) => await fill(dataDir, count) });
  try {
    const operator = new Operator(server.url, server.adminToken);
    await operator.trust();
    await operator.publish(scriptRelease("1.0.0"));
    const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
      kind: "install",
      delivery: "pull",
      package: "tool",
      version: "1.0.0",
      targets: { all: true },
      rings: [
        { name: "pilot", count: pilotSize, next: "wait" },
        { name: "rest", rest: true },
      ],
    });
    const assignMs = await timed(() => operator.post(`/api/v1/tasks/${id}/start`));
    const [pilot, rest] = (await operator.get<RolloutDetail>(`/api/v1/tasks/${id}/rollout`)).rings.map(
      ({ devices }) => devices,
    );
    const played = await playRing(server, operator, id);
    const openMs = await timed(() => operator.post(`/api/v1/tasks/${id}/rollout/next`));
    return {
      devices: count,
      assignUs: (assignMs * 1000) / (pilot! + rest!),
      openUs: (openMs * 1000) / rest!,
      ...played,
    };
  } finally {
    await server.stop();
  }
}

async function fill(dataDir: string, count: number): Promise<void> {
  const db = await openDatabase(join(dataDir, "shoal.db"));
  await fillFleet(db, count, KEY_DIGEST);
  await db.destroy();
}

/** Each device of the first ring takes its order and reports it, as its agent would. */
async function playRing(
  server: ServerProcess,
  operator: Operator,
  taskId: string,
): Promise<Pick<Measured, "actionsPerSecond" | "cpuMsPerAction">> {
  const ids = await membersOf(operator, taskId);
  const { agents, close } = await agentsOf(server, operator, ids);
  const cpuBefore = server.cpuSeconds();
  const began = performance.now();
  const left = agents.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const agent of left) await play(agent);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  close();
  const [pilot] = (await operator.get<RolloutDetail>(`/api/v1/tasks/${taskId}/rollout`)).rings;
  if (pilot!.succeeded !== ids.length) throw new Error(`${pilot!.succeeded} of ${ids.length} devices have succeeded`);
  return {
    actionsPerSecond: ids.length / seconds,
    cpuMsPerAction: ((server.cpuSeconds() - cpuBefore) * 1000) / ids.length,
  };
}

async function play(agent: WireAgent): Promise<void> {
  for (const assignment of await agent.take(0)) {
    if (assignment.order !== "start") continue;
    const { actionId } = assignment;
    const step = (step: number, said: Pick<ActionReport, "state"> & Partial<ActionReport>): ActionReport => ({
      actionId,
      step,
      atMs: Date.now(),
      ...said,
    });
    await agent.report([
      step(1, { state: "accepted" }),
      step(2, { state: "resolving" }),
      step(3, { state: "succeeded", reason: { code: "installed" } }),
    ]);
  }
}

async function timed(order: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await order();
  return performance.now() - began;
}
