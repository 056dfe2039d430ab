import type { ActionState } from "@shoal/protocol/action/state";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { type Counts, countUp } from "./counts.ts";
import type { Action, Task } from "./stored.ts";

type Said = { end: ActionState } | { again: true };
type Status = "open" | "good" | "bad" | "silent";
type Tally = Record<Status, number>;

interface Member {
  ring: number;
  /** The action that speaks for it. */
  newest: Action;
  said: Said[];
  status: Status;
}

interface Book {
  task: Task;
  members: Map<number, Member>;
  /** Of each ring: how many of each status. */
  tally: Tally[];
  openedMs: (number | undefined)[];
  doneMs: (number | undefined)[];
  /** Since when each is good without a break. */
  goodSinceMs: (number | undefined)[];
  /** Failures that a person has gone on in spite of. */
  excused: number[];
  approved: Set<string>;
  starter: string;
  resumedMs: number;
  /** As it was after the last transaction, and a person's order that may have changed it since. */
  state: string;
  order: string | undefined;
}

/** Counts again, from what the server has accepted of each device, whether rings may open, and whether they have to. */
export class RingJudge {
  readonly #books = new Map<Task, Book>();
  readonly #changed = new Set<Book>();
  readonly #fail: (text: string) => void;
  readonly #nowMs: () => number;
  readonly #counts: Counts;

  constructor(fail: (text: string) => void, nowMs: () => number, counts: Counts) {
    this.#fail = fail;
    this.#nowMs = nowMs;
    this.#counts = counts;
  }

  /** Of a task with rings, from before its first ring opens. */
  #book(task: Task): Book {
    const known = this.#books.get(task);
    if (known) return known;
    const rings = task.rings!;
    const book: Book = {
      task,
      members: new Map(),
      tally: rings.map(() => ({ open: 0, good: 0, bad: 0, silent: 0 })),
      openedMs: rings.map(() => undefined),
      doneMs: rings.map(() => undefined),
      goodSinceMs: rings.map(() => undefined),
      excused: rings.map(() => 0),
      approved: new Set(),
      starter: task.rollout!.state.startedBy,
      resumedMs: 0,
      state: "running",
      order: undefined,
    };
    this.#books.set(task, book);
    for (const action of task.actions) this.#join(book, action);
    this.#checkSizes(book);
    return book;
  }

  #join(book: Book, action: Action): void {
    book.members.set(action.device.id, { ring: action.ring!, newest: action, said: [], status: "open" });
    book.tally[action.ring!]!.open++;
    this.#changed.add(book);
  }

  #checkSizes({ task, tally, members }: Book): void {
    let reached = 0;
    for (const [at, ring] of task.rings!.entries()) {
      const before = reached;
      reached += tally[at]!.open;
      const left = members.size - before;
      const wanted =
        ring.percent !== undefined
          ? Math.max(0, Math.ceil((ring.percent * members.size) / 100 - 1e-9) - before)
          : ring.count !== undefined
            ? Math.min(ring.count, left)
            : ring.rest
              ? left
              : tally[at]!.open;
      if (tally[at]!.open !== wanted)
        this.#fail(`task ${task.id}: ring ${at} has ${tally[at]!.open} devices, and is to have ${wanted}`);
    }
  }

  joined(task: Task, action: Action): void {
    this.#join(this.#book(task), action);
  }

  said(action: Action, end: ActionState): void {
    if (action.ring !== undefined) this.#note(action, { end });
  }

  again(before: Action, action: Action, ordered: boolean): void {
    if (action.ring === undefined) return;
    const member = this.#book(action.task).members.get(action.device.id)!;
    if (member.newest === before) member.newest = action;
    if (ordered) this.#note(action, { again: true });
  }

  #note(action: Action, said: Said): void {
    const book = this.#book(action.task);
    const member = book.members.get(action.device.id)!;
    // What an attempt says of which another one was made, is not heard any more.
    if (member.newest !== action) return;
    member.said.push(said);
    const tally = book.tally[member.ring]!;
    tally[member.status]--;
    member.status = statusOf(member.said);
    tally[member.status]++;
    this.#changed.add(book);
  }

  ordered(task: Task, order: string, by: string): void {
    if (!task.rollout) return;
    const book = this.#book(task);
    this.#changed.add(book);
    book.order = order;
    if (order === "approve") {
      if (by === book.starter || book.approved.has(by)) this.#fail(`task ${task.id}: ${by} may not agree`);
      book.approved.add(by);
    }
    if (order !== "resume") return;
    book.resumedMs = this.#nowMs();
    for (const [at, { bad }] of book.tally.entries()) book.excused[at] = bad;
  }

  ringDone(task: Task, at: number): void {
    const book = this.#book(task);
    const nowMs = this.#nowMs();
    const ring = task.rings![at]!;
    const since = book.goodSinceMs[at] ?? nowMs;
    const tally = JSON.stringify(book.tally[at]);
    if (!isGood(ring, book.tally[at]!)) this.#fail(`task ${task.id}: ring ${at} is done below its threshold: ${tally}`);
    if (nowMs - since < (ring.soakMs ?? 0))
      this.#fail(`task ${task.id}: ring ${at} is done ${nowMs - since} ms after it was good`);
    book.doneMs[at] = nowMs;
  }

  opened(task: Task, at: number, by: string | undefined): void {
    countUp(this.#counts, "ring opened");
    const book = this.#book(task);
    const nowMs = this.#nowMs();
    const wrong = (why: string) =>
      this.#fail(`task ${task.id}: ring ${at} opens although ${why}: ${JSON.stringify(book.tally)}`);
    if (book.openedMs[at] !== undefined) wrong("it was open");
    if (book.state === "paused" && book.order !== "resume") wrong("the rollout is paused");
    this.#changed.add(book);
    book.openedMs[at] = nowMs;
    const { approved } = book;
    book.approved = new Set();
    if (at === 0) return;
    const before = task.rings![at - 1]!;
    const openedMs = book.openedMs[at - 1];
    if (openedMs === undefined) return wrong("the one before it is closed");
    if (approved.size < (before.approvals ?? 0)) wrong(`${approved.size} have agreed`);
    for (const [each, ring] of task.rings!.slice(0, at).entries())
      if (isBad(ring, book.tally[each]!) && book.tally[each]!.bad > book.excused[each]!) wrong(`ring ${each} is bad`);
    if (by !== undefined) return;
    if (before.next === "wait") wrong("a person was to open it");
    if (counted(book.tally[at - 1]!) === 0) wrong("the one before it has proved nothing");
    const isLate = before.onTimeout === "open" && nowMs >= openedMs + (before.timeoutMs ?? Number.POSITIVE_INFINITY);
    if (book.doneMs[at - 1] === undefined && !isLate) wrong("the one before it is not done");
  }

  /** After a transaction. */
  settled(): void {
    for (const book of this.#changed) this.#look(book);
    this.#changed.clear();
  }

  #look(book: Book): void {
    const { task, tally } = book;
    const { state } = task.rollout!.state;
    for (const [at, ring] of task.rings!.entries()) {
      const mine = tally[at]!;
      book.excused[at] = Math.min(book.excused[at]!, mine.bad);
      if (book.openedMs[at] === undefined) continue;
      if (!isGood(ring, mine)) book.goodSinceMs[at] = undefined;
      else book.goodSinceMs[at] ??= this.#nowMs();
      if (!isBad(ring, mine) || mine.bad <= book.excused[at]!) continue;
      book.approved.clear();
      const right =
        ring.onErrors === "stop" ? ["stopped", "finished", "aborted"] : ["paused", "stopped", "finished", "aborted"];
      if (!right.includes(state))
        this.#fail(`task ${task.id}: ring ${at} is bad, and the rollout is ${state}: ${JSON.stringify(mine)}`);
    }
    if (state !== book.state) this.#changedTo(book, state);
    book.state = state;
    book.order = undefined;
  }

  /** Nothing halts or ends without a cause. */
  #changedTo(book: Book, state: string): void {
    const { task, tally, openedMs, order } = book;
    const rings = [...task.rings!.entries()];
    const wrong = () => this.#fail(`task ${task.id} is ${state} without a cause: ${JSON.stringify(tally)}`);
    const isPulled = (onErrors: string) =>
      rings.some(
        ([at, ring]) =>
          openedMs[at] !== undefined &&
          (ring.onErrors ?? "pause") === onErrors &&
          isBad(ring, tally[at]!) &&
          tally[at]!.bad > book.excused[at]!,
      );
    if (state === "stopped" || state === "aborted") this.#endsAll(task, state);
    switch (state) {
      case "paused": {
        countUp(this.#counts, "rollout paused");
        // What a person has paused is as it was agreed to.
        if (order !== "pause") book.approved.clear();
        const { at } = task.rollout!.state;
        const { timeoutMs = Number.POSITIVE_INFINITY, onTimeout } = task.rings![at]!;
        const isLate = onTimeout !== "open" && this.#nowMs() >= openedMs[at]! + timeoutMs;
        if (order !== "pause" && !isLate && !isPulled("pause")) wrong();
        return;
      }
      case "stopped":
        countUp(this.#counts, "rollout stopped");
        if (!isPulled("stop")) wrong();
        return;
      case "finished": {
        countUp(this.#counts, "rollout finished");
        const last = task.rings!.length - 1;
        const { onTimeout } = task.rings![last]!;
        if (order !== "next" && book.doneMs[last] === undefined && onTimeout !== "open") wrong();
      }
    }
  }

  #endsAll({ id, actions }: Task, state: string): void {
    for (const action of actions)
      if (!action.ended && !action.stop) this.#fail(`task ${id} is ${state}, and action ${action.id} goes on`);
  }

  /** A rollout that could go on has to: asked while the server has been there for a while. @param slackMs it may be late by this */
  audit(slackMs: number): void {
    for (const { task, goodSinceMs, resumedMs, openedMs, doneMs, tally } of this.#books.values()) {
      const { state, at } = task.rollout!.state;
      const sinceMs = goodSinceMs[at];
      if (state !== "running" || doneMs[at] !== undefined) continue;
      const { soakMs = 0, timeoutMs = Number.POSITIVE_INFINITY, onTimeout } = task.rings![at]!;
      // Its time was over: the last one of a dynamic rollout stays as it is.
      if (onTimeout === "open" && this.#nowMs() >= openedMs[at]! + timeoutMs) continue;
      if (this.#nowMs() > Math.max(openedMs[at]!, resumedMs) + timeoutMs + slackMs)
        this.#fail(`task ${task.id}: the time of ring ${at} is over, and nothing follows`);
      if (sinceMs === undefined) continue;
      if (this.#nowMs() > Math.max(sinceMs, resumedMs) + soakMs + slackMs)
        this.#fail(
          `task ${task.id}: ring ${at} is good since ${sinceMs}, and nothing follows: ${JSON.stringify(tally[at])}`,
        );
    }
  }
}

function statusOf(said: readonly Said[]): Status {
  const last = said.at(-1);
  if (last === undefined || "again" in last) return "open";
  if (last.end === "succeeded" || last.end === "cached") return "good";
  if (last.end === "failed" || last.end === "rolled-back") return "bad";
  return statusOf(said.slice(0, -1)) === "bad" ? "bad" : "silent";
}

function counted({ open, good, bad }: Tally): number {
  return open + good + bad;
}

/** In thousandths of a percent, so that nothing is rounded. */
function share(percent: number): number {
  return Math.round(percent * 1000);
}

function isGood({ success, errors, ended = 90 }: RolloutRing, tally: Tally): boolean {
  const least = success ?? (errors === undefined ? 95 : "percent" in errors ? 100 - errors.percent : 0);
  const over = tally.good + tally.bad;
  return over * 100_000 >= share(ended) * counted(tally) && tally.good * 100_000 >= share(least) * over;
}

function isBad({ success = 95, errors, ended = 90, sample = 5 }: RolloutRing, tally: Tally): boolean {
  if (errors && "count" in errors) return tally.bad >= errors.count;
  const most = errors?.percent ?? 100 - success;
  const over = tally.good + tally.bad;
  let needed = 0;
  while (needed * 100_000 < share(ended) * counted(tally)) needed++;
  const enough = Math.min(sample, needed === 0 ? counted(tally) : needed);
  return over >= enough && tally.bad * 100_000 > share(most) * over;
}
