import { describeUrgency } from "@shoal/core/task/urgency";
import type { TaskRow } from "@shoal/protocol/api/task";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { describeManaged } from "../fleet/managed.ts";
import { describeRetry } from "../rollout/read-options.ts";
import { describeWho } from "../rollout/show.ts";
import { formatOverride } from "../settings/format.ts";
import { describeTargets } from "../target/describe.ts";
import { formatDuration } from "../terminal/duration.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import { describeSources } from "./action-columns.ts";
import { describeCounts } from "./tally.ts";

export async function getTask(invocation: Invocation, _options: object, id: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const task = await answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson(task);
  const lines: [string, string | undefined][] = [
    ["task", `${task.id}${task.name ? `  ${task.name}` : ""}`],
    ["does", `${doesOf(task)} ${task.package}@${task.version} by ${task.delivery}`],
    ["channel", task.channel],
    ["after", task.follows === undefined ? undefined : `task ${task.follows}, when the channel was moved`],
    ["for", describeTargets(task.targets)],
    ["state", task.state],
    ["devices", describeCounts(task.counts) || undefined],
    ["bytes", describeSources(task.bytes) === "-" ? undefined : describeSources(task.bytes)],
    ["priority", task.priority === 0 ? undefined : String(task.priority)],
    ["retry", task.retry === undefined ? undefined : describeRetry(task.retry)],
    [
      "retried",
      task.retried === 0
        ? undefined
        : `${task.retried === 1 ? "one attempt" : `${task.retried} attempts`} after a first one`,
    ],
    ["rings", task.rings?.map((ring) => `${ring.name} (${describeWho(ring)})`).join(", ")],
    ["keeps", task.keep ? "what it has installed: where it disappears it is put back" : undefined],
    ["takes", task.dynamic ? "also devices that become targets later" : undefined],
    ["rollout", task.rings && task.startedMs !== undefined ? `shoal rollout show ${task.id}` : undefined],
    ["managed", describeManaged(task.managed, formatMoment)],
    ["made", `${formatMoment(task.createdMs)} by ${task.createdBy}`],
    ["started", task.startedMs === undefined ? undefined : `${formatMoment(task.startedMs)} by ${task.startedBy}`],
    [
      "expires",
      task.expiresMs === undefined ? `${formatDuration(task.lifeMs)} after its start` : formatMoment(task.expiresMs),
    ],
    ["when", task.kind === "precache" ? undefined : describeUrgency(task, formatMoment)],
    ["ended", task.finishedMs === undefined ? undefined : formatMoment(task.finishedMs)],
    ["settings", formatOverride(task.settings) || undefined],
  ];
  for (const [label, text] of lines) if (text !== undefined) terminal.answer(`${label.padEnd(9)} ${printable(text)}`);
}

/** What it does with the release. */
function doesOf({ kind, rollbackOf }: Pick<TaskRow, "kind" | "rollbackOf">): string {
  return kind === "rollback" ? `takes back task ${rollbackOf}, which had given` : kind;
}
