import { describeUrgency } from "@shoal/core/task/urgency";
import type { Preview, PreviewRow } from "@shoal/protocol/api/task";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { type Api, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { pointing } from "../query/check.ts";
import { readRollout } from "../rollout/read-options.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { devices } from "../terminal/counted.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { resolveSpec, type SpecOptions } from "./spec.ts";

/** What a task would do, of one that is made or of one that is described by options. */
export async function previewTask(invocation: Invocation, options: SpecOptions, id?: string): Promise<void> {
  const { terminal } = invocation;
  if (id !== undefined && (options.package ?? options.channel) !== undefined)
    throw usageFailure("Either a task or what one would be", "Leave out the task's number, or --package and the rest.");
  const api = await invocation.api();
  const spec =
    id === undefined
      ? { ...(await resolveSpec(api, terminal, options)), ...(await readRollout(invocation, options)) }
      : await specOf(api, id);
  const asking = answerOf(api.POST("/api/v1/tasks/preview", { body: spec }));
  const preview = await pointing(spec.targets.query, asking);
  if (terminal.json) return terminal.answerJson(preview);
  const needs = { title: "before it", cell: (row: PreviewRow) => row.needs?.join(", then ") ?? "-" };
  terminal.table(preview.items, [
    { title: "device", cell: (row) => row.device },
    {
      title: "variant",
      cell: (row) => (row.variantId === undefined ? { text: "none", style: terminal.out.yellow } : row.variantId),
    },
    { title: "online", cell: (row) => (row.online ? "yes" : "no"), whole: true },
    ...(preview.items.some((row) => row.installed !== undefined)
      ? [{ title: "has", cell: (row: PreviewRow) => row.installed ?? "-" }]
      : []),
    ...(preview.twice > 0 ? [{ title: "tasks", cell: (row: PreviewRow) => row.tasks.join(", ") || "-" }] : []),
    { title: "bytes", align: "right", cell: (row) => (row.bytes === 0 ? "-" : formatBytes(row.bytes)), whole: true },
    ...(preview.items.some((row) => row.needs) ? [needs] : []),
    { title: "why", cell: (row) => row.unmet ?? row.why.join("; ") },
  ]);
  if (preview.truncated) terminal.note(`… and ${preview.devices - preview.items.length} more devices.`);
  terminal.note("");
  terminal.note(
    `${[
      `${preview.package}@${preview.version} would reach ${devices(preview.devices - preview.without - preview.unmet)}`,
      ...(preview.without > 0 ? [`no variant is for ${devices(preview.without)}`] : []),
      ...(preview.already > 0 ? [`${devices(preview.already)} had this version already when last proved`] : []),
      ...(preview.unmet > 0 ? [`${devices(preview.unmet)} cannot get what it needs`] : []),
      ...(preview.offline > 0
        ? [`${devices(preview.offline)} ${preview.offline === 1 ? "is" : "are"} offline now`]
        : []),
    ].join("; ")}.`,
  );
  if (spec.kind !== "precache") terminal.note(`Devices do it ${describeUrgency(spec, formatMoment)}.`);
  terminal.note(
    `Over the WAN: about ${formatBytes(preview.wanBytes)} as devices share it by their settings; ${formatBytes(preview.bytes)} if each fetched its own. Caches and patches lessen it.`,
  );
  if (preview.rings)
    terminal.note(`In rings: ${preview.rings.map((ring) => `${printable(ring.name)} ${ring.devices}`).join(", ")}.`);
  sayConflicts(terminal, preview);
}

function sayConflicts(terminal: Terminal, { heldBack, supersedes, twice, conflicts }: Preview): void {
  if (heldBack > 0)
    terminal.warn(
      `On ${devices(heldBack)} an order of higher priority for the same package holds; there it would end at once.`,
    );
  if (supersedes > 0) terminal.warn(`It would supersede ${supersedes} unfinished actions for the same package.`);
  if (twice === 0) return;
  terminal.warn(`Other tasks are not done with ${devices(twice)} of these:`);
  for (const { taskId, kind, name, version, devices: count, outcome, ...task } of conflicts)
    terminal.warn(
      `  task ${taskId}${name === "" ? "" : ` "${printable(name)}"`}, ${kind} ${task.package}@${version}, on ${devices(count)}: ${MEANS[outcome]}.`,
    );
}

const MEANS: Record<Preview["conflicts"][number]["outcome"], string> = {
  superseded: "this task would take its place",
  holds: "it holds, and this task would end there",
  beside: "devices do both, one after the other",
};

async function specOf(api: Api, id: string): Promise<TaskSpec> {
  const task = await answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } }));
  const { kind } = task;
  if (kind === "rollback")
    throw usageFailure(
      `Task ${id} takes back task ${task.rollbackOf}, and was started with that`,
      `shoal task actions ${id} shows what becomes of each device.`,
    );
  const { delivery, version, targets, settings, lifeMs, priority, rings, urgency, deadlineMs } = task;
  // Of one that is under way it may have passed.
  const deadline = deadlineMs === undefined || task.state !== "draft" ? {} : { deadlineMs };
  return {
    kind,
    delivery,
    package: task.package,
    version,
    targets,
    settings,
    lifeMs,
    priority,
    urgency,
    ...deadline,
    ...(rings === undefined ? {} : { rings }),
  };
}
