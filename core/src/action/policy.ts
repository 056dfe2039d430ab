import { LIMITS } from "@shoal/protocol/limits";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { ZoneOffset } from "../settings/local-time.ts";
import { firstFit } from "../settings/window.ts";
import { deferralsHere } from "./put-off.ts";
import type { ActionRecord } from "./record.ts";

/** What the settings say about when an action may change the device. */
export type InstallPolicy = Pick<
  Settings,
  | "rebootRule"
  | "rebootDeadlineMs"
  | "rebootNoticeMs"
  | "maintenanceWindows"
  | "deferralMs"
  | "deferralCount"
  | "deferralIntervalMs"
  | "userNotification"
>;

/** What those who are signed in are told. */
export interface Tell {
  /** `waiting`: it begins when they go. `question`: it begins unless they put it off. `notice`: of a restart; `restart`: now. */
  what: "waiting" | "question" | "notice" | "restart";
  /** When it begins, at the latest. */
  latestMs: number;
  /** How often they may still put it off; absent where that is not counted. */
  left?: number;
}

/** May what waits begin? */
export type Verdict =
  | { kind: "go" }
  /** Whether somebody is signed in has to be known first. */
  | { kind: "look" }
  /** No window is open in which it would end. */
  | { kind: "closed" }
  /** It waits for those who are signed in. */
  | { kind: "people"; known: Partial<ActionRecord>; tell?: Tell };

/** When something fits into a window: now, later, or into none. */
export type Fit = { kind: "now" } | { kind: "later"; atMs: number } | { kind: "never"; longestMs: number };

/** How often it is asked whether those whom something waits for are gone. */
const LOOK_AGAIN_MS = 60_000;
/** How long it is believed that no window is long enough. */
const NEVER_KEPT_MS = 3_600_000;

/** Decides when a device may be changed: windows first, then its people, then the notice before a restart. */
export class Gate {
  readonly offsetMs: ZoneOffset;
  #policy: InstallPolicy;
  #opensMs: number | undefined;
  /** To look for a window takes a year of them where none is long enough. */
  #never: { takesMs: number; atMs: number; fit: Fit } | undefined;

  constructor(policy: InstallPolicy, offsetMs: ZoneOffset) {
    this.#policy = policy;
    this.offsetMs = offsetMs;
  }

  /** When to ask again for what was found before a closed window; undefined where nothing was. */
  get opensMs(): number | undefined {
    return this.#opensMs;
  }

  get mayRestart(): boolean {
    return this.#policy.rebootRule !== "never";
  }

  get policy(): InstallPolicy {
    return this.#policy;
  }

  set policy(policy: InstallPolicy) {
    this.#policy = policy;
    this.#opensMs = undefined;
    this.#never = undefined;
  }

  tells(what: "waiting" | "restart"): boolean {
    const { userNotification } = this.#policy;
    return userNotification === "all" || (userNotification === "restarts" && what === "restart");
  }

  /** @param signedIn absent where that was not asked yet */
  decide(record: ActionRecord, nowMs: number, signedIn?: boolean): Verdict {
    if (!this.isOpen(record, nowMs)) return { kind: "closed" };
    const held = this.#people(record, nowMs, signedIn);
    return held ?? (record.state === "rebooting" ? this.#notice(record, nowMs, signedIn) : { kind: "go" });
  }

  /** Asked anew each time: the zone, the clock and the windows may have changed. */
  isOpen(record: ActionRecord, nowMs: number): boolean {
    const fit = this.fit(record, nowMs);
    const forcedMs = this.forcedMs(record) ?? Number.POSITIVE_INFINITY;
    const opensMs = fit.kind === "later" ? fit.atMs : fit.kind === "now" ? nowMs : Number.POSITIVE_INFINITY;
    const wakeMs = Math.min(opensMs, forcedMs - this.#policy.rebootNoticeMs);
    this.#opensMs = wakeMs > nowMs && wakeMs !== Number.POSITIVE_INFINITY ? wakeMs : undefined;
    return wakeMs <= nowMs;
  }

  fit(record: ActionRecord, nowMs: number): Fit {
    if (isFree(record)) return { kind: "now" };
    const takesMs = this.takesMs(record);
    const known = this.#never;
    if (known?.takesMs === takesMs && Math.abs(nowMs - known.atMs) < NEVER_KEPT_MS) return known.fit;
    const found = firstFit(this.#policy.maintenanceWindows, takesMs, nowMs, this.offsetMs);
    if ("longestMs" in found) {
      this.#never = { takesMs, atMs: nowMs, fit: { kind: "never", ...found } };
      return this.#never.fit;
    }
    return found.atMs > nowMs ? { kind: "later", ...found } : { kind: "now" };
  }

  /** How long what waits takes: what nine of ten took elsewhere, else what its package says, else what most need. */
  takesMs({ state, assignment, expectedMs, restartAtMs }: ActionRecord): number {
    if (state !== "rebooting") return assignment.expectedMs ?? expectedMs ?? LIMITS.expectedMs;
    const announced = restartAtMs !== undefined || !this.#givesNotice;
    return LIMITS.restartMs + (announced ? 0 : this.#policy.rebootNoticeMs);
  }

  /** Those who are signed in may put it off until then. */
  latestMs(record: ActionRecord, nowMs: number): number {
    if (isFree(record)) return nowMs;
    const { deadlineMs = Number.POSITIVE_INFINITY } = record.assignment;
    const forcedMs = this.forcedMs(record) ?? Number.POSITIVE_INFINITY;
    // The clock may have been set back.
    const sinceMs = Math.min(record.deferredSinceMs ?? nowMs, nowMs);
    return Math.min(sinceMs + this.#policy.deferralMs, deadlineMs, forcedMs - this.#policy.rebootNoticeMs);
  }

  /** When a restart happens in any case; undefined where it waits as long as it has to. */
  forcedMs({ state, rebootSinceMs }: ActionRecord): number | undefined {
    const { rebootRule, rebootDeadlineMs } = this.#policy;
    if (state !== "rebooting" || rebootRule !== "forced" || rebootSinceMs === undefined) return undefined;
    return rebootSinceMs + rebootDeadlineMs;
  }

  #people(record: ActionRecord, nowMs: number, signedIn: boolean | undefined): Verdict | undefined {
    const { deferralCount: count } = this.#policy;
    const latestMs = this.latestMs(record, nowMs);
    const { putOffUntilMs = nowMs } = record;
    const left = count - deferralsHere(record);
    if (nowMs >= latestMs) return undefined;
    if (nowMs < putOffUntilMs) return { kind: "people", known: { notBeforeMs: Math.min(putOffUntilMs, latestMs) } };
    if (signedIn === undefined) return { kind: "look" };
    if (!signedIn || (count > 0 && left <= 0)) return undefined;
    const deferredSinceMs = Math.min(record.deferredSinceMs ?? nowMs, nowMs);
    const notBeforeMs = Math.min(latestMs, nowMs + LOOK_AGAIN_MS);
    if (count === 0) {
      const isFirst = record.deferredSinceMs === undefined;
      const tell: Tell = { what: "waiting", latestMs };
      const known = { deferredSinceMs, notBeforeMs };
      return { kind: "people", known, ...(isFirst && this.tells("waiting") ? { tell } : {}) };
    }
    // A device that slept through it asks anew.
    const asked = record.answerByMs !== undefined && nowMs < record.answerByMs + LIMITS.answerMs;
    if (asked && nowMs >= record.answerByMs!) return undefined;
    const answerByMs = Math.min(asked ? record.answerByMs! : latestMs, nowMs + LIMITS.answerMs, latestMs);
    const known = { deferredSinceMs, answerByMs, notBeforeMs: Math.min(answerByMs, notBeforeMs) };
    const tell: Tell = { what: "question", latestMs: answerByMs, left };
    return { kind: "people", known, ...(asked ? {} : { tell }) };
  }

  #notice(record: ActionRecord, nowMs: number, signedIn: boolean | undefined): Verdict {
    const { rebootNoticeMs } = this.#policy;
    const { restartAtMs } = record;
    if (rebootNoticeMs === 0 || !this.#givesNotice) return { kind: "go" };
    // A device that slept through it tells of it anew.
    if (restartAtMs !== undefined && nowMs < restartAtMs + rebootNoticeMs) {
      if (nowMs >= restartAtMs) return { kind: "go" };
      // The clock may have been set back.
      const atMs = Math.min(restartAtMs, nowMs + rebootNoticeMs);
      return { kind: "people", known: { restartAtMs: atMs, notBeforeMs: atMs } };
    }
    if (signedIn === undefined) return { kind: "look" };
    if (!signedIn) return { kind: "go" };
    const atMs = nowMs + rebootNoticeMs;
    return {
      kind: "people",
      known: { restartAtMs: atMs, notBeforeMs: atMs },
      tell: { what: "notice", latestMs: atMs },
    };
  }

  get #givesNotice(): boolean {
    return this.#policy.rebootRule === "forced" || this.tells("restart");
  }
}

/**
 * Does neither a window nor anybody hold it back? Who has asked for an installation has chosen when; the restart that it needs is
 * for everybody at the device.
 */
function isFree({ assignment, state }: ActionRecord): boolean {
  return assignment.urgency === "immediate" || (assignment.urgency === "available" && state !== "rebooting");
}
