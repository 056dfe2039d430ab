import { isEnd } from "@shoal/protocol/action/state";
import type { ActionRow } from "@shoal/protocol/api/task";
import { formatBytes } from "../terminal/bytes.ts";
import { formatDuration } from "../terminal/duration.ts";
import { printable } from "../terminal/printable.ts";
import { progressBar } from "../terminal/progress.ts";
import { Rate } from "../terminal/rate.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { describeReason, describeSources, stateStyle } from "./action-columns.ts";
import { describeCounts, isBadEnd, tally } from "./tally.ts";
import type { WatchedTask } from "./watched-task.ts";

const BAR_COLUMNS = 16;

/** How a watched task is shown while it goes on: one line that is redrawn, and a line for what will not change any more. */
export class WatchLine {
  readonly #terminal: Terminal;
  readonly #id: string;
  readonly #now: () => number;
  readonly #bytes = new Rate();
  readonly #ends = new Rate(60_000);

  constructor(terminal: Terminal, id: string, now: () => number) {
    this.#terminal = terminal;
    this.#id = id;
    this.#now = now;
  }

  show(watched: WatchedTask): void {
    const nowMs = this.#now();
    const { total, ended } = tally(watched.counts);
    this.#bytes.sample(watched.carriedBytes, nowMs);
    this.#ends.sample(ended, nowMs);
    const rate = this.#bytes.perSecond(nowMs);
    const leftMs = this.#ends.remainingMs(total, nowMs);
    this.#terminal.status(
      [
        `Task ${this.#id}`,
        progressBar(total === 0 ? 0 : ended / total, BAR_COLUMNS),
        `${ended} of ${total}`,
        describeCounts(watched.counts),
        ...(rate ? [`${formatBytes(rate)}/s`] : []),
        ...(leftMs !== undefined && ended < total ? [`${formatDuration(leftMs)} left`] : []),
      ].join("  "),
    );
  }

  /** On a terminal only ends are worth a line of their own; elsewhere every step is. With `--json` each is a document. */
  changed(action: ActionRow): void {
    const terminal = this.#terminal;
    if (terminal.json) {
      terminal.answerJsonLine({ type: "action", action });
      return;
    }
    if (terminal.live && !isEnd(action.state)) return;
    const why = describeReason(action.reason);
    const state = stateStyle(action.state, terminal.err)(action.state);
    const bytes = isEnd(action.state) && !isBadEnd(action.state) ? describeSources(action.bytes) : "-";
    terminal.note(
      `${printable(action.device)}: ${state}${bytes === "-" ? "" : ` (${bytes})`}${why === "" ? "" : ` - ${printable(why)}`}`,
    );
  }
}
