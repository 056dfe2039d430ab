import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { isOver, type RolloutStateName } from "@shoal/protocol/rollout/state";
import { type Random, seededRandom } from "../random/seeded.ts";
import { RolloutMachine } from "./machine.ts";
import type { RolloutInput } from "./messages.ts";
import { newRollout } from "./state.ts";

/** A fleet that is not there. */
export interface SimulatedFleet {
  /** Devices of each ring. */
  sizes: readonly number[];
  /** Of them fail. */
  failPercent: number;
  /** Of them are away when their ring opens. */
  offlinePercent: number;
  /** How long those are away, on average. */
  offlineMs: number;
  /** What an installation takes, with all that comes before it, on average. */
  installMs: number;
  /** How often a device asks. */
  pollMs: number;
  /** How long people take to agree, or to open the next, where the plan waits for them. */
  peopleMs: number;
}

export interface SimulatedRing {
  openedMs?: number;
  doneMs?: number;
  succeeded: number;
  failed: number;
}

/** What became of one run; moments count from the start. */
export interface SimulatedRun {
  state: RolloutStateName;
  /** The ring that halted, or was not done in time. */
  haltedAt?: number;
  why: string;
  endedMs: number;
  rings: SimulatedRing[];
}

interface Outcome {
  atMs: number;
  failed: boolean;
}

const STARTER = "operator";
/** What is not over after this is not going to be. */
const LONGEST_MS = 400 * 86_400_000;

/**
 * Runs a plan in virtual time: the machine that decides for real, over devices that come, install and fail by chance. It ends
 * where the rollout ends, or where it would stand until a person looks.
 */
export function simulate(rings: readonly RolloutRing[], fleet: SimulatedFleet, seed: number): SimulatedRun {
  const random = seededRandom(seed);
  const machine = new RolloutMachine({ rings, dynamic: false }, newRollout(fleet.sizes, STARTER, 0));
  /** Of the rings that are open, each in the order of time. */
  const outcomes: Outcome[][] = rings.map(() => []);
  const next = rings.map(() => 0);
  let nowMs = 0;
  let waitingSinceMs: number | undefined;
  const feed = (input: RolloutInput) => {
    for (const each of machine.handle(input, nowMs))
      if (each.type === "open") outcomes[each.ring] = outcomesOf(fleet, fleet.sizes[each.ring]!, nowMs, random);
    if (machine.state.state === "waiting") waitingSinceMs ??= nowMs;
    else waitingSinceMs = undefined;
  };

  feed({ type: "start" });
  for (;;) {
    const { state } = machine.state;
    if (isOver(state) || state === "paused") break;
    const ring = earliest(outcomes, next);
    const outcomeMs = ring === undefined ? Number.POSITIVE_INFINITY : outcomes[ring]![next[ring]!]!.atMs;
    const peopleMs = waitingSinceMs === undefined ? Number.POSITIVE_INFINITY : waitingSinceMs + fleet.peopleMs;
    const wakeMs = Math.min(outcomeMs, peopleMs, machine.deadlineMs() ?? Number.POSITIVE_INFINITY);
    if (wakeMs > LONGEST_MS) break;
    nowMs = Math.max(nowMs, wakeMs);
    if (wakeMs === outcomeMs) {
      const { failed } = outcomes[ring!]![next[ring!]!++]!;
      feed({ type: "moved", ring: ring!, from: "open", to: failed ? "failed" : "succeeded", count: 1 });
    } else if (wakeMs === peopleMs) actAsPeople(rings.length, feed, () => machine.state.state);
    else feed({ type: "tick" });
  }
  return told(machine, nowMs);
}

function outcomesOf(fleet: SimulatedFleet, size: number, openedMs: number, random: Random): Outcome[] {
  const outcomes: Outcome[] = [];
  for (let device = 0; device < size; device++) {
    const awayMs = random() * 100 < fleet.offlinePercent ? -Math.log(1 - random()) * fleet.offlineMs : 0;
    const worksMs = fleet.installMs * (0.5 + random());
    const atMs = Math.round(openedMs + awayMs + random() * fleet.pollMs + worksMs);
    outcomes.push({ atMs, failed: random() * 100 < fleet.failPercent });
  }
  return outcomes.sort((a, b) => a.atMs - b.atMs);
}

/** The ring whose next outcome comes first. */
function earliest(outcomes: readonly Outcome[][], next: readonly number[]): number | undefined {
  let first: number | undefined;
  for (const [at, each] of outcomes.entries()) {
    const atMs = each[next[at]!]?.atMs;
    if (atMs !== undefined && (first === undefined || atMs < outcomes[first]![next[first]!]!.atMs)) first = at;
  }
  return first;
}

/** Everybody who is asked agrees; then, where nobody has opened it by that, a person does. */
function actAsPeople(rings: number, feed: (input: RolloutInput) => void, state: () => RolloutStateName): void {
  for (let person = 0; person < rings * 10 && state() === "waiting"; person++)
    feed({ type: "approve", by: `approver ${person}` });
  if (state() === "waiting") feed({ type: "next", by: STARTER });
}

function told(machine: RolloutMachine, nowMs: number): SimulatedRun {
  const { state, why, at, rings } = machine.state;
  const halted = rings.findIndex((ring) => ring.state === "halted");
  const stands = state === "paused" || state === "running";
  const haltedAt = halted >= 0 ? halted : stands ? at : undefined;
  return {
    state,
    ...(haltedAt === undefined ? {} : { haltedAt }),
    why: state === "running" ? `it still stands after ${LONGEST_MS / 86_400_000} days: ${why}` : why,
    endedMs: nowMs,
    rings: rings.map(({ openedMs, doneMs, succeeded, failed }) => ({
      ...(openedMs === undefined ? {} : { openedMs }),
      ...(doneMs === undefined ? {} : { doneMs }),
      succeeded,
      failed,
    })),
  };
}
