import type { Reason } from "@shoal/protocol/action/reason";
import { say } from "@shoal/protocol/sentence/say";
import { durationInWords } from "../settings/duration-words.ts";
import { formatLocal } from "../settings/local-time.ts";
import { closesMs } from "../settings/window.ts";
import type { Fit, Gate } from "./policy.ts";
import { deferralsHere, timesOf } from "./put-off.ts";
import type { ActionRecord } from "./record.ts";

/** Why an action waits that has all it needs, and until when; undefined where it waits for nothing but its turn. */
export function whyHeld(record: ActionRecord, gate: Gate, nowMs: number): Reason | undefined {
  if (record.state === "rebooting") return whyNotRestarted(record, gate, nowMs);
  const fit = gate.fit(record, nowMs);
  if (fit.kind === "never") {
    const detail = say("takes-longer", {
      span: durationInWords(gate.takesMs(record)),
      long: durationInWords(fit.longestMs),
    });
    const next = say("give-window");
    return { code: "window-too-short", detail, next };
  }
  if (fit.kind === "later") return { code: "window-closed", detail: opens(record, fit, gate, nowMs) };
  const latestMs = gate.latestMs(record, nowMs);
  if (nowMs >= latestMs) return undefined;
  const detail = `${peopleWords(record, gate, nowMs)}at the latest until ${said(latestMs, gate, nowMs)}`;
  return { code: "deferred", detail };
}

/** What a person has to do for a restart, or when it comes by itself. */
function whyNotRestarted(record: ActionRecord, gate: Gate, nowMs: number): Reason | undefined {
  const next = nextRestart(record, gate, nowMs);
  const { detail } = record.reason ?? {};
  return { code: "reboot-required", ...(detail ? { detail } : {}), ...(next ? { next } : {}) };
}

function nextRestart(record: ActionRecord, gate: Gate, nowMs: number): string | undefined {
  if (!gate.mayRestart) return say("restart-device");
  const forcedMs = gate.forcedMs(record);
  const atMost = forcedMs === undefined ? "" : `, at the latest ${said(forcedMs, gate, nowMs)}`;
  if (record.restartAtMs !== undefined)
    return `The agent restarts the device ${said(record.restartAtMs, gate, nowMs)}; those who are signed in were told.`;
  const fit = gate.fit(record, nowMs);
  if (fit.kind === "later") {
    const when = opens(record, fit, gate, nowMs);
    return `The agent restarts the device when its maintenance window ${when}${atMost}.`;
  }
  if (fit.kind === "never") {
    const takes = durationInWords(gate.takesMs(record));
    const long = durationInWords(fit.longestMs);
    return forcedMs === undefined
      ? `No maintenance window is long enough: a restart takes ${takes}, and the longest is ${long}. Restart the device, or give it a longer window.`
      : `The agent restarts the device at the latest ${said(forcedMs, gate, nowMs)}: no maintenance window has the ${takes} that it takes.`;
  }
  const latestMs = gate.latestMs(record, nowMs);
  if (nowMs >= latestMs) return undefined;
  const latest = said(latestMs, gate, nowMs);
  return `The agent restarts the device when nobody is signed in, ${peopleWords(record, gate, nowMs)}at the latest ${latest}.`;
}

function opens(record: ActionRecord, fit: Fit & { kind: "later" }, gate: Gate, nowMs: number): string {
  const closes = closesMs(gate.policy.maintenanceWindows, nowMs, gate.offsetMs);
  const when = `opens ${said(fit.atMs, gate, nowMs)}`;
  if (closes === undefined) return when;
  // The moment, not what is left of it: that would be another reason each time it is asked.
  const takes = durationInWords(gate.takesMs(record));
  return `${when}; it takes ${takes}, which is more than is left until ${said(closes, gate, nowMs)}`;
}

/** What those who are signed in have said, or are asked: `put off twice, now until tue 15:00; `. */
function peopleWords(record: ActionRecord, gate: Gate, nowMs: number): string {
  const { putOffUntilMs = 0, answerByMs = 0 } = record;
  const times = deferralsHere(record);
  const now = nowMs < putOffUntilMs ? `, now until ${said(putOffUntilMs, gate, nowMs)}` : "";
  const asked = nowMs < answerByMs ? `begins ${said(answerByMs, gate, nowMs)}, unless somebody puts it off; ` : "";
  return `${times === 0 ? "" : `put off ${timesOf(times)}${now}; `}${asked}`;
}

/** `tue 22:00, the device's time`. */
function said(atMs: number, { offsetMs }: Gate, nowMs: number): string {
  return `${formatLocal(atMs + offsetMs(atMs), nowMs + offsetMs(nowMs))}, the device's time`;
}
