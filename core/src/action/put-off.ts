import { formatLocal } from "../settings/local-time.ts";
import type { Gate } from "./policy.ts";
import type { ActionRecord } from "./record.ts";

/** What comes of it when somebody who is signed in says later. */
export type PutOff =
  /** Where they say until when, `mostMs` is the latest that they may; `left`: how often still, this time with it. */
  | { ok: true; untilMs: number; mostMs: number; left?: number; known: Partial<ActionRecord> }
  | { ok: false; why: string };

/**
 * As often as is allowed, and never past the latest moment at which it begins in any case: by the interval, or until when they wish.
 * Where it is counted how often, that is within the interval.
 */
export function putOff(record: ActionRecord, gate: Gate, nowMs: number, wishMs?: number): PutOff {
  const { deferralCount: count, deferralIntervalMs } = gate.policy;
  const { putOffUntilMs = 0, deferrals = 0 } = record;
  const said = (atMs: number) => formatLocal(atMs + gate.offsetMs(atMs), nowMs + gate.offsetMs(nowMs));
  if (!waitsForPeople(record)) return { ok: false, why: "it does not wait for those who are signed in" };
  if (nowMs < putOffUntilMs) return { ok: false, why: `it is put off already, until ${said(putOffUntilMs)}` };
  if (gate.policy.deferralMs === 0) return { ok: false, why: "the agent settings do not let people put it off" };
  const latestMs = gate.latestMs(record, nowMs);
  if (count > 0 && deferralsHere(record) >= count)
    return { ok: false, why: `it was put off ${timesOf(count)}, which is as often as is allowed` };
  const usualMs = Math.min(nowMs + deferralIntervalMs, latestMs);
  if (usualMs <= nowMs) return { ok: false, why: "it was put off for as long as is allowed" };
  const mostMs = count > 0 ? usualMs : latestMs;
  const untilMs = Math.min(wishMs ?? usualMs, mostMs);
  if (untilMs <= nowMs) return { ok: false, why: "until then is over already" };
  const known = { deferrals: deferrals + 1, putOffUntilMs: untilMs, notBeforeMs: untilMs };
  return { ok: true, untilMs, mostMs, ...(count > 0 ? { left: count - deferralsHere(record) } : {}), known };
}

/** Has it been found that somebody is signed in, so that they may put it off, or let it begin? */
export function waitsForPeople({ state, deferredSinceMs, restartAtMs }: ActionRecord): boolean {
  if (state !== "waiting" && state !== "rebooting") return false;
  return deferredSinceMs !== undefined || restartAtMs !== undefined;
}

/** When what waits for people begins by itself, at the latest; undefined where it waits as long as they are there. */
export function beginsMs(record: ActionRecord, gate: Gate, nowMs: number): number | undefined {
  const { putOffUntilMs = 0, restartAtMs, answerByMs } = record;
  const said = nowMs < putOffUntilMs ? undefined : (restartAtMs ?? answerByMs);
  const atMs = said ?? gate.latestMs(record, nowMs);
  return Number.isFinite(atMs) ? atMs : undefined;
}

/** The restart is put off for itself: what the installation before it was, does not count. */
export function deferralsHere({ deferrals = 0, deferralsBefore = 0 }: ActionRecord): number {
  return deferrals - deferralsBefore;
}

export function timesOf(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
