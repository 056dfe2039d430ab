import { isEnd } from "@shoal/protocol/action/state";
import type { ActionRow } from "@shoal/protocol/api/task";
import type { ServerEvent } from "../api/events.ts";
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
/** Silence after which the watcher says whom it waits for. */
const IDLE_MS = 20_000;
/** How often a watcher off a terminal says where things are. */
const PLAIN_EVERY_MS = 30_000;

/** How a watched task is shown while it goes on: one line that is redrawn, and a line for what will not change any more. */
export class WatchLine {
  readonly #terminal: Terminal;
  readonly #id: string;
  readonly #now: () => number;
  readonly #bytes = new Rate();
  readonly #ends = new Rate(60_000);

  #saidMs: number;
  /** What was last told of its rollout. */
  #told: string | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, id: string, now: () => number) {
    this.#saidMs = now();
    this.#terminal = terminal;
    this.#id = id;
    this.#now = now;
  }

  /** Takes away the line and what was still to be said. */
  end(): void {
    clearTimeout(this.#idle);
    this.#terminal.status("");
  }

  show(watched: WatchedTask): void {
    clearTimeout(this.#idle);
    if (!watched.over) this.#idle = setTimeout(() => this.#sayWaiting(watched), IDLE_MS).unref();
    const nowMs = this.#now();
    const { total, ended } = tally(watched.counts);
    this.#bytes.sample(watched.carriedBytes, nowMs);
    this.#ends.sample(ended, nowMs);
    const rate = this.#bytes.perSecond(nowMs);
    const leftMs = this.#ends.remainingMs(total, nowMs);
    const parts = [
      `${ended} of ${total}`,
      ...(rate ? [`${formatBytes(rate)}/s`] : []),
      ...(leftMs !== undefined && ended < total ? [`${formatDuration(leftMs)} left`] : []),
      describeCounts(watched.counts),
    ];
    const share = total === 0 ? 0 : ended / total;
    if (this.#terminal.live)
      this.#terminal.status([`Task ${this.#id}`, progressBar(share, BAR_COLUMNS), ...parts].join("  "));
    else if (nowMs - this.#saidMs >= PLAIN_EVERY_MS && !this.#terminal.json) {
      this.#saidMs = nowMs;
      this.#terminal.note([`Task ${this.#id}:`, parts.join(", ")].join(" "));
    }
  }

  /** What a rollout decides is why its devices move, or do not. */
  rollout({ type, data }: ServerEvent): void {
    const said = (data as { data?: { text?: string; ring?: string } } | null)?.data;
    if (this.#terminal.json)
      this.#terminal.answerJsonLine({ type: "rollout", what: type.slice("rollout.".length), ...said });
    // That a ring halted is why the rollout is paused: it is said once.
    else if (said?.text !== this.#told) this.#terminal.note(printable(`Task ${this.#id}: ${said?.text ?? type}`));
    this.#told = said?.text;
  }

  /** Who looks at a line that does not move wants to know whom it waits for. */
  #sayWaiting(watched: WatchedTask): void {
    const open = watched.actions.filter((action) => !isEnd(action.state));
    const first = open[0];
    if (!first) return;
    const others = open.length === 1 ? "" : ` and ${open.length - 1} more`;
    const name = printable(first.device);
    this.#terminal.note(
      `Waiting for ${name}${others}. Why: shoal task explain ${this.#id} ${name}. Ctrl-C stops the watching, not the task.`,
    );
  }

  /**
   * On a terminal what went wrong is worth a line of its own, and the table at its end has the rest; elsewhere every end is.
   * With `--json` each step is a document.
   */
  changed(action: ActionRow): void {
    const terminal = this.#terminal;
    if (terminal.json) {
      terminal.answerJsonLine({ type: "action", action });
      return;
    }
    if (!isEnd(action.state) || (terminal.live && !isBadEnd(action.state))) return;
    const why = describeReason(action.reason);
    const state = stateStyle(action.state, terminal.err)(action.state);
    const bytes = describeSources(action.bytes);
    terminal.note(
      [
        `${printable(action.device)}: ${state}`,
        ...(bytes === "-" || isBadEnd(action.state) ? [] : [` (${bytes})`]),
        ...(why === "" ? [] : [`, ${printable(why)}`]),
      ].join(""),
    );
  }
}
