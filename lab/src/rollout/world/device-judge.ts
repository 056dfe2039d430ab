import type { ActionReport } from "@shoal/protocol/action/report";
import { LIMITS } from "@shoal/protocol/limits";
import { DEFAULT_SETTINGS, type Settings } from "@shoal/protocol/settings/rows";
import type { TimeWindow } from "@shoal/protocol/settings/window";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { type Counts, countUp } from "./counts.ts";
import type { SimDevice } from "./sim-device.ts";
import type { Packages } from "./sim-host.ts";
import { WalkedWindows } from "./walked-windows.ts";

const MINUTE_MS = 60_000;
/** How far a device's idea of the time may be off: its clock runs wrong for as long as it hears nobody. */
const CLOCK_MS = 10 * MINUTE_MS;

/** How long a device may have nothing to do and do nothing: after a restart that did not come, or where its installer was busy. */
const IDLE_MS = 12 * MINUTE_MS;

/** What is known of an action from what its device did. */
interface Deed {
  assignment: StartAssignment;
  runs: number;
  hasRun: boolean;
  isStopped: boolean;
  isOver: boolean;
  state: string;
  reason?: string | undefined;
  /** Since when it waits for people, before the installation and before the restart. */
  /** Until when it was looked whether it missed a moment at which it could begin. */
  lookedMs?: number;
  heldSinceMs: Map<string, number>;
  putOffs: Map<string, number>;
  rebootSinceMs?: number;
  /** Since when what it has done needs a restart of the device. */
  needsSinceMs?: number;
  /** Nobody saw how its installer ended. */
  wasCut: boolean;
}

/** Looks at what devices really do, and when it really is. */
export class DeviceJudge {
  readonly #deeds = new Map<string, Deed>();
  /** That wait to begin, with their devices. */
  readonly #waiting = new Map<Deed, SimDevice>();
  readonly #walked = new Map<readonly TimeWindow[], Map<unknown, WalkedWindows>>();
  readonly #fail: (text: string) => void;
  readonly #nowMs: () => number;
  readonly #packages: Packages;
  readonly #counts: Counts;

  constructor(fail: (text: string) => void, nowMs: () => number, packages: Packages, counts: Counts) {
    this.#fail = fail;
    this.#nowMs = nowMs;
    this.#packages = packages;
    this.#counts = counts;
  }

  #wrong(device: SimDevice, { assignment }: Deed, what: string): void {
    const { actionId, taskId, package: name, version, kind } = assignment;
    this.#fail(
      `device ${device.id}, action ${actionId} of task ${taskId} (${kind} ${name} ${version}): ${what}; it shows ${new Date(device.nowMs()).toISOString()}`,
    );
  }

  took(assignment: StartAssignment): void {
    this.#deeds.set(assignment.actionId, {
      assignment,
      runs: 0,
      hasRun: false,
      wasCut: false,
      isStopped: false,
      isOver: false,
      state: "assigned",
      heldSinceMs: new Map(),
      putOffs: new Map(),
    });
  }

  stopTaken(actionId: string): void {
    const deed = this.#deeds.get(actionId);
    if (deed) deed.isStopped = true;
  }

  stored(device: SimDevice, actionId: string, { state, reason }: ActionReport): void {
    const deed = this.#deeds.get(actionId)!;
    const { kind, package: name, version } = deed.assignment;
    if (state === "checking" && reason?.code === "installer-interrupted") deed.wasCut = true;
    if (state === "rebooting") deed.rebootSinceMs ??= this.#nowMs();
    deed.state = state;
    deed.reason = reason?.code;
    if (state === "waiting" && !this.#waiting.has(deed)) {
      this.#waiting.set(deed, device);
      deed.lookedMs = this.#nowMs() + IDLE_MS;
    }
    if (state !== "waiting" && this.#waiting.delete(deed) && state !== "superseded") this.#notMissed(device, deed);
    if (state !== "succeeded") return;
    const there = device.truth.get(name);
    if (kind === "remove" ? there !== undefined : there !== version)
      this.#wrong(device, deed, `says that it succeeded, and ${there ?? "nothing"} is there`);
    // Where nobody saw its end, nobody knows of the restart either.
    if (!deed.wasCut && device.bootedMs < (deed.needsSinceMs ?? 0))
      this.#wrong(device, deed, "says that it succeeded before the restart that it needs");
  }

  installs(device: SimDevice, actionId: string, waiting: readonly string[]): void {
    countUp(this.#counts, "install");
    const deed = this.#deeds.get(actionId)!;
    const { assignment } = deed;
    const wrong = (why: string) => this.#wrong(device, deed, `installs although ${why}`);
    if (device.work) wrong(`the installer of action ${device.work.actionId} runs`);
    if (deed.isStopped) wrong("it was told to stop");
    if (deed.wasCut && !this.#packages.get(assignment.package)!.repeatable)
      wrong("it was cut off, and may run once only");
    if (deed.hasRun) wrong("it has run to its end before");
    if (++deed.runs > LIMITS.installAttempts) wrong(`it has run ${LIMITS.installAttempts} times`);
    if (this.#nowMs() > assignment.expiresAtMs + CLOCK_MS) wrong("its life is over");
    for (const id of waiting) {
      const other = this.#deeds.get(id)!.assignment;
      if (id !== actionId && isBefore(other, assignment)) wrong(`action ${id} waits, and goes before it`);
    }
    for (const [other, at] of this.#waiting)
      if (at === device && isBefore(other.assignment, assignment) && this.#couldBegin(device, other))
        wrong(`action ${other.assignment.actionId} could begin too, and goes before it`);
    if (isFree(assignment)) return;
    if (this.#settings(device, deed).maintenanceWindows.length > 0) countUp(this.#counts, "install in a window");
    if (!this.#fits(device, deed, this.#takesMs(deed))) wrong("no window is open for so long");
  }

  /** It waits for nothing but its turn. */
  #couldBegin(device: SimDevice, { assignment, lookedMs, reason }: Deed): boolean {
    const { deferralMs, maintenanceWindows } = this.#settings(device, { assignment });
    if (reason === "installer-busy" || reason === "installer-interrupted" || this.#nowMs() < lookedMs!) return false;
    if (isFree(assignment)) return true;
    return (
      deferralMs === 0 &&
      this.#windowsOf(device, maintenanceWindows).leftMs(this.#nowMs()) > this.#takesMs({ assignment }) + CLOCK_MS
    );
  }

  installed(actionId: string, needsRestart: boolean): void {
    const deed = this.#deeds.get(actionId)!;
    deed.hasRun = true;
    if (needsRestart) deed.needsSinceMs = this.#nowMs();
  }

  restarts(device: SimDevice, actionId: string): void {
    countUp(this.#counts, "restart");
    const deed = this.#deeds.get(actionId)!;
    const wrong = (why: string) => this.#wrong(device, deed, `restarts the device although ${why}`);
    const { rebootRule, rebootDeadlineMs, rebootNoticeMs } = this.#settings(device, deed);
    if (deed.state !== "rebooting") wrong(`it is ${deed.state}`);
    if (rebootRule === "never") wrong("the rule is never to");
    if (device.work) wrong("an installer runs");
    if (deed.assignment.urgency === "immediate") return;
    const forcedMs = (deed.rebootSinceMs ?? 0) + rebootDeadlineMs - rebootNoticeMs;
    if (rebootRule === "forced" && this.#nowMs() >= forcedMs - CLOCK_MS) countUp(this.#counts, "restart forced");
    else if (!this.#fits(device, deed, 300_000)) wrong("no window is open for so long");
  }

  held(device: SimDevice, actionId: string, putOff: boolean): void {
    const deed = this.#deeds.get(actionId)!;
    const { state, assignment } = deed;
    const { deferralMs, deferralCount } = this.#settings(device, deed);
    const wrong = (why: string) => this.#wrong(device, deed, `waits for people although ${why}`);
    countUp(this.#counts, "held for people");
    const sinceMs = deed.heldSinceMs.get(state) ?? this.#nowMs();
    deed.heldSinceMs.set(state, sinceMs);
    if (assignment.urgency === "immediate") wrong("it is immediate");
    if (this.#nowMs() > sinceMs + deferralMs + CLOCK_MS) wrong(`they have had ${deferralMs} ms`);
    if (this.#nowMs() > (assignment.deadlineMs ?? Number.POSITIVE_INFINITY) + CLOCK_MS) wrong("its deadline has come");
    if (!putOff) return;
    countUp(this.#counts, "put off");
    const times = (deed.putOffs.get(state) ?? 0) + 1;
    deed.putOffs.set(state, times);
    if (deferralCount > 0 && times > deferralCount) wrong(`they have put it off ${deferralCount} times`);
  }

  /** What could have begun for a while, and was held by nothing, has begun. */
  audit(): void {
    for (const [deed, device] of this.#waiting)
      if (this.#nowMs() < deed.assignment.expiresAtMs) this.#notMissed(device, deed);
  }

  /** Since nothing else was going on at this device: was there a moment at which it should have begun? */
  #notMissed(device: SimDevice, deed: Deed): void {
    const { assignment } = deed;
    const idleMs = Math.max(deed.lookedMs!, device.startedMs, device.busyMs, device.settingsMs);
    const fromMs = idleMs + (idleMs === deed.lookedMs ? 0 : IDLE_MS);
    const untilMs = (device.work?.sinceMs ?? this.#nowMs()) - IDLE_MS;
    if (!device.isOn || !device.isAwake || fromMs >= untilMs) return;
    deed.lookedMs = untilMs;
    const { deferralMs, maintenanceWindows } = this.#settings(device, deed);
    if (deferralMs > 0 && !isFree(assignment)) return;
    const walked = this.#windowsOf(device, isFree(assignment) ? [] : maintenanceWindows);
    const missedMs = walked.firstFit(this.#takesMs(deed) + IDLE_MS, fromMs, untilMs);
    if (missedMs !== undefined)
      this.#wrong(device, deed, `waits, and could have begun at ${new Date(missedMs).toISOString()}`);
  }

  /** Is it open for so long, by what this device was last told of its windows? Its clock may be off by as much as it is. */
  #fits(device: SimDevice, deed: Deed, takesMs: number): boolean {
    const { maintenanceWindows } = this.#settings(device, deed);
    const nowMs = this.#nowMs();
    const offMs = Math.abs(device.nowMs() - nowMs) + 2000;
    if (offMs > CLOCK_MS) this.#wrong(device, deed, `its clock is off by ${Math.round(offMs / MINUTE_MS)} minutes`);
    const walked = this.#windowsOf(device, maintenanceWindows);
    return [nowMs, nowMs - offMs, nowMs + offMs].some((atMs) => walked.leftMs(atMs) >= takesMs - offMs);
  }

  #takesMs({ assignment: { kind, package: name, expectedMs } }: Pick<Deed, "assignment">): number {
    return expectedMs ?? (kind === "remove" ? undefined : this.#packages.get(name)!.expectedMs) ?? 600_000;
  }

  #windowsOf(device: SimDevice, windows: readonly TimeWindow[]): WalkedWindows {
    const byZone = this.#walked.get(windows) ?? new Map<unknown, WalkedWindows>();
    this.#walked.set(windows, byZone);
    const walked = byZone.get(device.zone) ?? new WalkedWindows(windows, device.zone);
    byZone.set(device.zone, walked);
    return walked;
  }

  #settings({ journal }: SimDevice, { assignment }: Pick<Deed, "assignment">): Settings {
    return { ...DEFAULT_SETTINGS, ...journal.settings, ...assignment.settings } as Settings;
  }
}

/** Neither a window nor anybody holds it. */
function isFree({ urgency }: StartAssignment): boolean {
  return urgency === "immediate" || urgency === "available";
}

/** Which of two that wait goes first. */
function isBefore(one: StartAssignment, other: StartAssignment): boolean {
  const [a, b] = [one.urgency === "immediate", other.urgency === "immediate"];
  if (a !== b) return a;
  if (one.priority !== other.priority) return one.priority! > other.priority!;
  return one.sequence < other.sequence;
}
