import type { RolloutDetail, RolloutRingRow } from "@shoal/protocol/api/rollout";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { devices } from "../terminal/counted.ts";
import { formatDuration } from "../terminal/duration.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import { progressBar } from "../terminal/progress.ts";
import type { Style } from "../terminal/style.ts";
import type { Column } from "../terminal/table.ts";

const BAR_COLUMNS = 10;

export async function showRollout(invocation: Invocation, _options: object, id: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const [rollout, task] = await Promise.all([
    answerOf(api.GET("/api/v1/tasks/{id}/rollout", { params: { path: { id } } })),
    answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } })),
  ]);
  if (terminal.json) return terminal.answerJson(rollout);
  const { bold } = terminal.out;
  const since = `since ${formatMoment(rollout.sinceMs)}`;
  terminal.answer(
    bold(printable(`Task ${id}, ${task.kind} ${task.package}@${task.version}: ${rollout.state} ${since}`)),
  );
  terminal.answer(printable(capital(rollout.why)));
  terminal.answer("");
  terminal.table(rollout.rings, ringColumns(terminal.out));
  sayNext(invocation, rollout);
}

/** What a person can do now, for whoever reads the screen. */
export function sayNext({ terminal }: Invocation, rollout: RolloutDetail): void {
  if (rollout.leftOut > 0 || rollout.dynamic || rollout.approvals.length > 0) terminal.note("");
  if (rollout.leftOut > 0) terminal.note(`${capital(devices(rollout.leftOut))} of the targets are in no ring.`);
  if (rollout.dynamic) terminal.note("Devices that become targets later join the last ring that is open.");
  if (rollout.approvals.length > 0) terminal.note(printable(`Agreed so far: ${rollout.approvals.join(", ")}`));
  if (rollout.next.length > 0) terminal.note("");
  for (const line of rollout.next) terminal.note(printable(line));
}

function ringColumns(style: Style): Column<RolloutRingRow>[] {
  const colours: Partial<Record<RolloutRingRow["state"], (text: string) => string>> = {
    halted: style.red,
    done: style.green,
    open: style.cyan,
    soaking: style.cyan,
  };
  return [
    { title: "ring", cell: ({ plan }) => plan.name },
    { title: "who", cell: ({ plan }) => describeWho(plan) },
    {
      title: "state",
      whole: true,
      cell: ({ state }) => ({ text: state, ...(colours[state] ? { style: colours[state] } : {}) }),
    },
    { title: "devices", align: "right", whole: true, cell: (ring) => String(ring.devices) },
    { title: "ended", whole: true, cell: endedCell },
    { title: "good", align: "right", whole: true, cell: (ring) => String(ring.succeeded) },
    {
      title: "failed",
      align: "right",
      whole: true,
      cell: ({ failed }) => ({ text: String(failed), ...(failed > 0 ? { style: style.red } : {}) }),
    },
    { title: "not counted", align: "right", whole: true, cell: (ring) => String(ring.neutral) },
    { title: "needs", cell: describeNeeds },
    { title: "opened", whole: true, cell: ({ openedMs }) => (openedMs === undefined ? "-" : formatMoment(openedMs)) },
  ];
}

function endedCell({ succeeded, failed, open, state }: RolloutRingRow): string {
  if (state === "pending") return "-";
  const ended = succeeded + failed;
  const counted = ended + open;
  return `${progressBar(counted === 0 ? 0 : ended / counted, BAR_COLUMNS)} ${ended} of ${counted}`;
}

/** `5 %`, `30 devices`, `group pilots`, `the rest` */
export function describeWho({ percent, count, group, query }: RolloutRing): string {
  if (percent !== undefined) return `to ${percent} %`;
  if (count !== undefined) return devices(count);
  if (group !== undefined) return `group ${group}`;
  return query ?? "the rest";
}

/** `9 ended, 95 % good, at most 5 % may fail, soak 1 d` */
function describeNeeds({ needed, thresholds }: RolloutRingRow): string {
  const { successPercent, errors, onErrors, soakMs, timeoutMs, onTimeout, next, approvals } = thresholds;
  return [
    `${needed} ended`,
    ...(successPercent > 0 ? [`${successPercent} % good`] : []),
    `${errors}${onErrors === "stop" ? " (stop)" : ""}`,
    ...(soakMs > 0 ? [`soak ${formatDuration(soakMs)}`] : []),
    ...(timeoutMs === undefined ? [] : [`${onTimeout} after ${formatDuration(timeoutMs)}`]),
    ...(approvals > 0 ? [`${approvals} to agree`] : []),
    ...(next === "wait" ? ["then a person"] : []),
  ].join(", ");
}

/** As a sentence; who is named as the audit trail has it stays so. */
function capital(text: string): string {
  return /^\S+:/.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
