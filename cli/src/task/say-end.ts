import { isEnd } from "@shoal/protocol/action/state";
import type { ActionRow } from "@shoal/protocol/api/task";
import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { formatDuration } from "../terminal/duration.ts";
import { printable } from "../terminal/printable.ts";
import { actionColumns, describeSources, sumBytes } from "./action-columns.ts";
import { describeCounts, isBadEnd, tally } from "./tally.ts";
import type { WatchedTask } from "./watched-task.ts";

/** The answer of a watch: a table of every device, and what it comes to. @returns the exit code that it stands for */
export function sayEnd({ terminal }: Invocation, watched: WatchedTask, timedOut: boolean): ExitCode {
  const { task, counts } = watched;
  const actions = [...watched.actions].sort(byDevice);
  const { total, ended } = tally(counts);
  const bads = actions.filter((action) => isBadEnd(action.state));
  const exit = timedOut ? EXIT.timedOut : bads.length > 0 || ended < total ? EXIT.someDevicesFailed : EXIT.done;
  if (terminal.json) {
    terminal.answerJsonLine({ type: "end", timedOut, exit, counts, task, actions });
    return exit;
  }
  terminal.table(actions, actionColumns(terminal.out, actions));
  const tookMs =
    task.startedMs !== undefined && task.finishedMs !== undefined ? task.finishedMs - task.startedMs : undefined;
  terminal.note("");
  const took = tookMs === undefined ? "" : ` in ${formatDuration(tookMs)}`;
  terminal.note(`Task ${task.id}: ${describeCounts(counts)}${took}.`);
  const bytes = describeSources(sumBytes(actions));
  if (bytes !== "-") terminal.note(`Bytes by source: ${bytes}.`);
  if (timedOut) {
    terminal.warn(`The time was over before the task was; it goes on: shoal task watch ${task.id}`);
  } else if (ended < total) {
    terminal.warn(`${total - ended} devices have been told to stop and have not answered yet.`);
  }
  const failed = bads.find((action) => action.state === "failed");
  const worst = failed ?? bads[0];
  if (worst) terminal.note(`Why one did not: shoal task explain ${task.id} ${printable(worst.device)}`);
  if (failed) terminal.note(`Once it is mended: shoal task retry ${task.id}`);
  return exit;
}

/** What somebody has to look at comes last, where it is seen; what is still on its way before that. */
function byDevice(a: ActionRow, b: ActionRow): number {
  return weight(a) - weight(b) || a.device.localeCompare(b.device, "en", { numeric: true });
}

function weight({ state }: ActionRow): number {
  return isBadEnd(state) ? 2 : isEnd(state) ? 0 : 1;
}
