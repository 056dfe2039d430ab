import { setTimeout as sleep } from "node:timers/promises";
import { answerOf } from "../api/client.ts";
import type { ServerEvent } from "../api/events.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { parseDuration } from "../terminal/duration.ts";
import { actionsOf } from "./actions.ts";
import { sayEnd } from "./say-end.ts";
import { placeNow, toldOrLooking } from "./told.ts";
import { WatchLine } from "./watch-line.ts";
import { WatchedTask } from "./watched-task.ts";

const AGAIN_AFTER_MS = 1000;
/** What a timer can count: 2^31 milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

export interface WatchOptions {
  timeout?: string;
}

export async function watchTask(invocation: Invocation, options: WatchOptions, id: string): Promise<ExitCode> {
  return await follow(invocation, id, { timeoutMs: readTimeout(options.timeout, true) });
}

/** @param watches without that there is nothing that could take too long */
export function readTimeout(timeout: string | undefined, watches: boolean): number | undefined {
  if (timeout === undefined) return undefined;
  if (!watches) throw usageFailure("--timeout needs --watch", "Say --start --watch --timeout 10m.");
  const timeoutMs = parseDuration(timeout);
  if (timeoutMs !== undefined && timeoutMs > 0 && timeoutMs <= LONGEST_MS) return timeoutMs;
  throw usageFailure(`--timeout cannot be "${timeout}"`, "Write 90s, 10m or 2h; 24 days at most.");
}

/** Where the order of events stands, for who starts a task and then follows it: what is decided at once is told too. */
export async function placeBefore(invocation: Invocation): Promise<string | undefined> {
  return await placeNow(await invocation.connection(), invocation.shell.signal);
}

/**
 * Follows a task until it ends, or the time is over, or Ctrl-C. The list is read after the stream is open, so nothing is
 * missed in between; whatever an event does not say is read again.
 * @param since the place in the order of events before it was started; else what was told before now is not told again
 */
export async function follow(
  invocation: Invocation,
  id: string,
  { timeoutMs, since }: { timeoutMs: number | undefined; since?: string | undefined },
): Promise<ExitCode> {
  const { shell, terminal } = invocation;
  const api = await invocation.api();
  const read = async () => {
    const [task, actions] = await Promise.all([
      answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } })),
      actionsOf(api, id),
    ]);
    return { task, actions };
  };
  const first = await read();
  if (first.task.state === "awaiting-approval")
    throw new Failure({
      title: `Task ${id} waits for a second person`,
      detail: "There is nothing to watch yet.",
      hint: `Another operator: shoal task approve ${id}`,
      code: "conflict",
    });
  if (first.task.state === "draft")
    throw new Failure({
      title: `Task ${id} has not been started`,
      detail: "There is nothing to watch yet.",
      hint: `shoal task start ${id} --watch`,
      code: "conflict",
    });
  const watched = new WatchedTask(first.task, first.actions);
  const line = new WatchLine(terminal, id, () => shell.nowMs());
  if (terminal.json) terminal.answerJsonLine({ type: "task", task: first.task, counts: watched.counts });
  line.show(watched);
  const deadline = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const signal = deadline ? AbortSignal.any([shell.signal, deadline]) : shell.signal;
  if (!watched.over || since !== undefined) {
    const connection = await invocation.connection();
    const events = toldOrLooking(connection, {
      ...{ signal, cursor: since },
      onCut: () => terminal.note("The connection to the server was cut; it is being taken up again."),
      onLooking: () => terminal.note("You may not follow events (event.read); the task is read every two seconds."),
      onBack: () => terminal.note("The connection is back; nothing was missed."),
    });
    try {
      await consume(events, watched, line, {
        read: () => patiently(read, signal),
        lastNow: () => patiently(() => placeNow(connection, signal), signal),
      });
    } catch (error) {
      line.end();
      if (!signal.aborted) throw error;
    }
  }
  line.end();
  if (shell.signal.aborted) {
    terminal.warn(`Stopped watching. The task goes on: shoal task watch ${id}`);
    return EXIT.interrupted;
  }
  return sayEnd(invocation, watched, deadline?.aborted === true && !watched.over);
}

interface Asking {
  read(): Promise<{ task: WatchedTask["task"]; actions: Parameters<WatchedTask["replace"]>[1] }>;
  lastNow(): Promise<string | undefined>;
}

async function consume(
  events: AsyncGenerator<ServerEvent>,
  watched: WatchedTask,
  line: WatchLine,
  { read, lastNow }: Asking,
): Promise<void> {
  /** A task that was read may have ended by events that are still to come here: they say why. */
  let last: number | undefined;
  for await (const event of events) {
    const outcome = event.type === "hello" ? "read-again" : watched.take(event);
    if (event.type.startsWith("rollout.") && outcome !== "not-mine") line.rollout(event);
    if (outcome === "read-again") {
      const now = await read();
      for (const change of watched.replace(now.task, now.actions)) line.changed(change);
    } else if (outcome !== "not-mine") line.changed(outcome);
    if (outcome !== "not-mine") line.show(watched);
    if (!watched.over) continue;
    last ??= Number(await lastNow());
    if (Number(event.cursor) >= last) return;
  }
}

/** The line that cuts the stream cuts these questions too; the watch outlives both. */
async function patiently<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const passing = error instanceof Failure && ["unreachable", "unavailable"].includes(error.text.code ?? "");
      if (!passing || signal.aborted) throw error;
      await sleep(AGAIN_AFTER_MS, undefined, { signal });
    }
  }
}
