import type { ActionInput, ExitClass } from "@shoal/core/action/machine";
import type { ActionRecord } from "@shoal/core/action/record";
import type { Random } from "@shoal/core/random/seeded";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { SimDevice } from "./sim-device.ts";

/** What installing a package is like. */
export interface Package {
  name: string;
  /** What its installer takes on average, and what the package says of it. */
  takesMs: number;
  expectedMs?: number;
  /** May it be run again after an interruption? */
  repeatable: boolean;
  /** Of installations. */
  failing: number;
  /** Of releases that are bad. */
  badVersions: ReadonlySet<string>;
  restarts: number;
  /** Of devices that no variant is for. */
  unfit: number;
}
export type Packages = ReadonlyMap<string, Package>;

/** An installer that runs, whoever waits for it. */
export interface Work {
  effect: "resolve" | "fetch" | "verify" | "install" | "check" | "restart" | "look";
  actionId: string;
  /** Since when, and until when. */
  sinceMs: number;
  endsMs: number;
  /** The power is gone: sometimes enough was done by then. */
  cut(random: Random): void;
}

const BAD_SHARE = 0.4;

/** Does one thing on a device and says what came of it. */
export function perform(
  device: SimDevice,
  packages: Packages,
  effect: Work["effect"],
  record: ActionRecord,
  done: (input: ActionInput) => void,
): void {
  const of = packages.get(record.assignment.package)!;
  const { random } = device;
  switch (effect) {
    case "resolve":
      return device.after(100 + random() * 900, () => done(resolve(device, of, record)));
    case "fetch":
      return fetch(device, 10_000 + random() * 600_000, done);
    case "verify":
      return device.after(500 + random() * 5000, () =>
        done(random() < 0.01 ? { type: "corrupt", detail: "another digest" } : { type: "verified" }),
      );
    case "install":
      return install(device, of, record, done);
    case "check":
      return device.after(300 + random() * 3000, () =>
        done({ type: "checked", found: isFound(device, record), detail: "the rule" }),
      );
    default:
      throw new Error(`no effect: ${effect}`);
  }
}

function isFound(device: SimDevice, { assignment }: ActionRecord): boolean {
  const there = device.truth.get(assignment.package);
  return assignment.kind === "remove" ? there !== undefined : there === assignment.version;
}

function resolve(device: SimDevice, of: Package, record: ActionRecord): ActionInput {
  const { assignment } = record;
  if (!device.isOnline) return { type: "unreachable", detail: "no route" };
  if ((device.id * 13 + of.name.length * 7) % 100 < of.unfit * 100)
    return { type: "not-applicable", reason: { code: "no-variant" } };
  if (isFound(device, record) === (assignment.kind !== "remove")) return { type: "already-done", variantId: "v" };
  const expectedMs = assignment.kind === "remove" ? undefined : of.expectedMs;
  return {
    type: "resolved",
    variantId: "v",
    repeatable: of.repeatable,
    needsContent: assignment.kind !== "remove",
    ...(expectedMs === undefined ? {} : { expectedMs }),
  };
}

/** What is left of it goes on when the device is online again. */
function fetch(device: SimDevice, leftMs: number, done: (input: ActionInput) => void): void {
  const stepMs = Math.min(leftMs, 120_000);
  device.after(device.isOnline ? stepMs : 1_800_000, () => {
    if (!device.isOnline) return fetch(device, leftMs, done);
    if (leftMs > stepMs) return fetch(device, leftMs - stepMs, done);
    if (device.random() < 0.003) return done({ type: "failed", reason: { code: "fetch-failed", detail: "by chance" } });
    done({ type: "fetched", bytes: { ...NO_BYTES, origin: 1 } });
  });
}

function install(device: SimDevice, of: Package, record: ActionRecord, done: (input: ActionInput) => void): void {
  const { random } = device;
  const { assignment } = record;
  const busy = random() < device.habits.busy;
  const failing = of.badVersions.has(assignment.version) && assignment.kind === "install" ? BAD_SHARE : of.failing;
  const fails = !busy && random() < failing;
  const restarts = !busy && !fails && random() < of.restarts;
  const takesMs = busy || fails ? 2000 + random() * 20_000 : of.takesMs * (0.4 + random() * 0.6);
  const exit: ExitClass = busy
    ? "retry"
    : fails
      ? "failed"
      : restarts
        ? random() < 0.8
          ? "soft-reboot"
          : "hard-reboot"
        : "success";
  // Some say that they have done it, and have not.
  const lies = random() < 0.01;
  const take = () => {
    if (busy || fails || lies) return;
    if (assignment.kind === "remove") device.truth.delete(assignment.package);
    else device.truth.set(assignment.package, assignment.version);
    device.watch.installed(device.id, assignment.actionId, restarts);
  };
  const work: Work = {
    effect: "install",
    actionId: assignment.actionId,
    sinceMs: device.trueMs,
    endsMs: device.trueMs + takesMs,
    cut: (chance) => {
      if (chance() < 0.5) take();
    },
  };
  device.work = work;
  const { process, bootId } = device;
  device.runOn(takesMs, () => {
    if (device.work !== work) return;
    device.work = undefined;
    device.busyMs = device.trueMs;
    take();
    // Who was not there to see it end has to find out what came of it.
    if (process === device.process) done(ran(exit, takesMs, record.attempt, bootId));
    if (exit === "hard-reboot") device.hardRestart();
  });
}

function ran(exit: ExitClass, takesMs: number, attempt: number, bootId: string): ActionInput {
  const exitCode = exit === "success" ? 0 : exit === "failed" ? 1603 : exit === "retry" ? 1618 : 3010;
  const result = { exitCode, durationMs: Math.round(takesMs), attempt, logTail: "", logTruncated: false };
  const reason =
    exit === "failed" ? ({ code: "exit-code", detail: "1603" } as const) : ({ code: "installer-done" } as const);
  return { type: "ran", exit, reason, result, bootId };
}
