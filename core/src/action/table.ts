import { ACTION_STATES, type ActionState } from "@shoal/protocol/action/state";

export const ACTION_EVENTS = [
  "assign",
  "withhold",
  "accept",
  "begin",
  "already-done",
  "not-for-this",
  "needs-content",
  "needs-nothing",
  "fetched",
  "verified",
  "kept",
  "corrupt",
  "clear",
  "ran",
  "try-later",
  "hold",
  "restart-needed",
  "restarted",
  "proved",
  "already-restored",
  "restored",
  "fail",
  "cancel",
  "supersede",
  "expire",
] as const;
export type ActionEvent = (typeof ACTION_EVENTS)[number];

export interface Row {
  from: ActionState;
  event: ActionEvent;
  to: ActionState;
  /** Who says so. The server only speaks for what an agent cannot have begun, and for a task whose life is over. */
  by: "server" | "agent";
}

const row = (from: ActionState, event: ActionEvent, to: ActionState, by: Row["by"] = "agent"): Row => ({
  from,
  event,
  to,
  by,
});

/** States in which nothing on the device is half done, so that stopping there is safe. */
const STOPPABLE = ["accepted", "resolving", "fetching", "verifying", "waiting"] as const;

/**
 * The truth about actions: server, agent, console, documentation and tests read these rows and nothing else.
 * `installing` and `checking` cannot be cancelled: what a device has begun it ends, and reports what came of it.
 * `rolled-back` is the end of an action that gave a device what it had before: the same proof as a success, under the name of
 * what it was for.
 */
export const ACTION_TABLE: readonly Row[] = [
  row("scheduled", "assign", "assigned", "server"),
  // What has to be there before it could not be installed, or cannot be planned for.
  row("scheduled", "fail", "failed", "server"),
  row("scheduled", "not-for-this", "not-applicable", "server"),
  row("scheduled", "cancel", "cancelled", "server"),
  row("scheduled", "supersede", "superseded", "server"),
  row("scheduled", "expire", "expired", "server"),
  // Its rollout was paused before any answer had it.
  row("assigned", "withhold", "scheduled", "server"),
  row("assigned", "cancel", "cancelled", "server"),
  row("assigned", "supersede", "superseded", "server"),
  row("assigned", "expire", "expired", "server"),

  row("assigned", "accept", "accepted"),
  row("accepted", "begin", "resolving"),
  row("resolving", "already-done", "succeeded"),
  row("resolving", "already-restored", "rolled-back"),
  row("resolving", "not-for-this", "not-applicable"),
  row("resolving", "needs-content", "fetching"),
  row("resolving", "needs-nothing", "waiting"),
  // A precache of a variant without files.
  row("resolving", "kept", "cached"),
  row("fetching", "fetched", "verifying"),
  row("verifying", "verified", "waiting"),
  row("verifying", "kept", "cached"),
  row("verifying", "corrupt", "fetching"),
  row("waiting", "clear", "installing"),
  // It goes on waiting, for another reason, or because somebody has put it off.
  row("waiting", "hold", "waiting"),
  row("installing", "ran", "checking"),
  // It had waited, and its content was another one by the time of its turn; nothing was begun.
  row("installing", "corrupt", "fetching"),
  row("installing", "try-later", "waiting"),
  row("installing", "restart-needed", "rebooting"),
  row("rebooting", "restarted", "checking"),
  row("rebooting", "hold", "rebooting"),
  // A removal or installation that was interrupted and may be run again.
  row("checking", "try-later", "waiting"),
  row("checking", "proved", "succeeded"),
  row("checking", "restored", "rolled-back"),

  ...(["accepted", "resolving", "fetching", "verifying", "waiting", "installing", "checking"] as const).map((from) =>
    row(from, "fail", "failed"),
  ),
  ...STOPPABLE.map((from) => row(from, "cancel", "cancelled")),
  ...STOPPABLE.map((from) => row(from, "supersede", "superseded")),
  ...([...STOPPABLE, "rebooting"] as const).map((from) => row(from, "expire", "expired")),
];

const WORK = {
  resolving: "resolve",
  fetching: "fetch",
  verifying: "verify",
  installing: "install",
  checking: "check",
} as const;

/** What is done on entering a state; the same after a crash, except for `installing`. Undefined where it waits, or has ended. */
export function workOf(state: ActionState): (typeof WORK)[keyof typeof WORK] | undefined {
  return state in WORK ? WORK[state as keyof typeof WORK] : undefined;
}

const NEXT = new Map(ACTION_TABLE.map((each) => [`${each.from} ${each.event}`, each]));

/** The row for an event in a state; undefined where the table has none. */
export function rowFor(from: ActionState, event: ActionEvent): Row | undefined {
  return NEXT.get(`${from} ${event}`);
}

const FOLLOWERS = new Map(
  ACTION_STATES.map((from) => [
    from,
    new Set(ACTION_TABLE.filter((each) => each.from === from).map((each) => each.to)),
  ]),
);

/** May `to` be the next step after `from`? What a server asks of a report. */
export function mayFollow(from: ActionState, to: ActionState): boolean {
  return FOLLOWERS.get(from)?.has(to) ?? false;
}

/** May a server end an action in this state by itself? */
export function serverMayEnd(from: ActionState): boolean {
  return ACTION_TABLE.some((each) => each.from === from && each.by === "server" && each.event === "cancel");
}
