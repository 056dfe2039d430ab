import { checkSizes } from "@shoal/core/rollout/check-sizes";
import { type SimulatedFleet, type SimulatedRun, simulate } from "@shoal/core/rollout/simulate";
import { sizesFor } from "@shoal/core/rollout/sizes";
import { summarise } from "@shoal/core/rollout/summarise";
import { ERRORS } from "@shoal/protocol/errors/catalogue";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { devices } from "../terminal/counted.ts";
import { formatDuration } from "../terminal/duration.ts";
import { printable } from "../terminal/printable.ts";
import { loadPlan } from "./plan-file.ts";
import { readSimulation, type SimulateOptions } from "./simulate-options.ts";
import { timeline } from "./timeline.ts";

/** When each ring would open, and where it would halt, over several runs. Without `--task` no server is needed. */
export async function simulateRollout(invocation: Invocation, options: SimulateOptions): Promise<void> {
  const { terminal } = invocation;
  const { fleet, seeds, seed, total, known } = readSimulation(options);
  const plan =
    options.task === undefined
      ? { rings: await loadPlan(invocation.shell.cwd, options.file!, false), total: total!, known }
      : await planOfTask(invocation, options.task);
  const sizes = sizesFor(plan.rings, plan.total, plan.known);
  if (!Array.isArray(sizes))
    throw usageFailure(
      `How many devices has ring "${sizes.unknown}"?`,
      `Say --ring ${sizes.unknown}=20; of a task that is made, --task asks the server.`,
    );
  refuse(plan.rings, sizes, plan.total);
  const simulated: SimulatedFleet = { ...fleet, sizes };
  const runs: SimulatedRun[] = [];
  for (let run = 0; run < seeds; run++) {
    if (invocation.shell.signal.aborted) break;
    terminal.status(`Run ${run + 1} of ${seeds}`);
    runs.push(simulate(plan.rings, simulated, seed + run));
    // The line is drawn and Ctrl-C is heard between two runs.
    await new Promise((resolve) => setImmediate(resolve));
  }
  terminal.status("");
  const summary = summarise(runs);
  if (terminal.json) return terminal.answerJson({ devices: plan.total, ...simulated, summary, runs });
  terminal.note(describe(simulated, runs.length, plan.total));
  terminal.note("");
  for (const line of timeline(plan.rings, sizes, summary, terminal.out, terminal.columns)) terminal.answer(line);
  terminal.note("");
  for (const [at, ring] of summary.rings.entries())
    if (ring.why !== undefined)
      terminal.note(
        printable(`In ${ring.halted} of ${summary.runs} runs it stood in ring "${plan.rings[at]!.name}": ${ring.why}`),
      );
  const { finished, finishedAt } = summary;
  terminal.note(
    finishedAt === undefined
      ? "It was finished in no run."
      : `It was finished in ${finished} of ${summary.runs} runs, after ${formatDuration(finishedAt.p50Ms)} (from ${formatDuration(finishedAt.p10Ms)} to ${formatDuration(finishedAt.p90Ms)}).`,
  );
}

/** The plan of a task, with what its rings would have now. */
async function planOfTask(invocation: Invocation, id: string) {
  const api = await invocation.api();
  const task = await answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } }));
  const { rings, kind, delivery, version, targets } = task;
  // A rollback has none, and goes to all at once.
  if (rings === undefined || kind === "rollback")
    throw new Failure({
      title: `Task ${id} has no rings`,
      detail: "All its targets get their part at once.",
      hint: "Make one with rings: shoal task create … --rings plan.yaml; or simulate a file: --file plan.yaml --devices 5000",
      code: "conflict",
    });
  const body = { kind, delivery, package: task.package, version, targets, rings };
  const preview = await answerOf(api.POST("/api/v1/tasks/preview", { body }));
  const known = Object.fromEntries((preview.rings ?? []).map((ring) => [ring.name, ring.devices]));
  return { rings: rings as RolloutRing[], total: preview.devices, known };
}

function refuse(rings: readonly RolloutRing[], sizes: readonly number[], total: number): void {
  const problems = checkSizes(rings, sizes, total);
  if (problems.length === 0) return;
  throw new Failure({
    title: ERRORS["plan-invalid"].title,
    detail: `It is for ${devices(total)}.`,
    hint: "Change the plan, or say other numbers: --devices, --ring.",
    code: "plan-invalid",
    problems: problems.map(({ message, hint }) => [message, hint].filter(Boolean).join(": ")),
  });
}

function describe(fleet: SimulatedFleet, runs: number, total: number): string {
  const away =
    fleet.offlinePercent === 0
      ? "none is away"
      : `${fleet.offlinePercent} % are away, for ${formatDuration(fleet.offlineMs)} on average`;
  return [
    `${runs === 1 ? "One run" : `${runs} runs`} with ${devices(total)}: ${fleet.failPercent} % fail; ${away};`,
    `an installation takes about ${formatDuration(fleet.installMs)}; devices ask every ${formatDuration(fleet.pollMs)}.`,
  ].join(" ");
}
