import type { ActionRow } from "@shoal/protocol/api/task";
import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { formatDuration } from "../terminal/duration.ts";
import { actionColumns, describeSources } from "./action-columns.ts";
import { describeCounts, isBadEnd, tally } from "./tally.ts";
import type { WatchedTask } from "./watched-task.ts";

/** The answer of a watch: a table of every device, and what it comes to. @returns the exit code that it stands for */
export function sayEnd({ terminal }: Invocation, watched: WatchedTask, timedOut: boolean): ExitCode {
  const { task, counts } = watched;
  const actions = [...watched.actions].sort(byDevice);
  const { total, ended, bad } = tally(counts);
  const exit = timedOut ? EXIT.timedOut : bad > 0 || ended < total ? EXIT.someDevicesFailed : EXIT.done;
  if (terminal.json) {
    terminal.answerJsonLine({ type: "end", timedOut, exit, counts, task, actions });
    return exit;
  }
  terminal.table(actions, actionColumns(terminal.out));
  const tookMs =
    task.startedMs !== undefined && task.finishedMs !== undefined ? task.finishedMs - task.startedMs : undefined;
  terminal.note("");
  const took = tookMs === undefined ? "" : ` in ${formatDuration(tookMs)}`;
  terminal.note(`Task ${task.id}: ${describeCounts(counts)}${took}. Bytes: ${describeSources(task.bytes)}.`);
  if (timedOut) {
    terminal.warn(`The time was over before the task was; it goes on: shoal task watch ${task.id}`);
  } else if (ended < total) {
    terminal.warn(`${total - ended} devices have been told to stop and have not answered yet.`);
  }
  const failed = actions.find((action) => isBadEnd(action.state));
  if (failed)
    terminal.note(
      `Why one did not: shoal task explain ${task.id} ${failed.device}. Once it is mended: shoal task retry ${task.id}`,
    );
  return exit;
}

/** What somebody has to look at comes last, where it is seen. */
function byDevice(a: ActionRow, b: ActionRow): number {
  return (
    Number(isBadEnd(a.state)) - Number(isBadEnd(b.state)) || a.device.localeCompare(b.device, "en", { numeric: true })
  );
}
