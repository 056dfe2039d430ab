import type { NEXT_SENTENCES } from "../sentence/next.ts";
import type { ReasonCode } from "./reason.ts";

/** Reasons of what waits, goes on, has ended well, or was ended by somebody: nothing is to be mended. */
const NO_FAILURES = [
  ...([
    "installer-done",
    "installed",
    "already-installed",
    "installed-before-interruption",
    "already-removed",
  ] as const),
  ...(["removed", "precached", "no-variant", "requirement-unmet", "installer-busy", "window-closed"] as const),
  ...(["deferred", "offered", "asked-for", "deadline-reached", "reboot-required", "reboot-started"] as const),
  ...(["push-waiting", "cancelled-by-operator", "superseded-by-task", "recalled", "rollout-stopped"] as const),
  ...(["ring-closed", "rollout-paused", "retry-waiting", "dependency-waiting", "missing", "replaced"] as const),
  ...(["still-needed", "dependency-unneeded", "expired", "device-retired", "device-revoked"] as const),
] satisfies ReasonCode[];
export type FailureCode = Exclude<ReasonCode, (typeof NO_FAILURES)[number]>;

type Next = typeof NEXT_SENTENCES;
/** What can be said of any action alike. */
export type NextStep = { [Code in keyof Next]: Next[Code] extends `${string}{${string}` ? never : Code }[keyof Next];

/**
 * What a person can do about a failure of this kind, where whoever met it did not say anything closer. A new reason does not compile
 * until it has one, or is named above.
 */
export const NEXT_STEPS: Readonly<Record<FailureCode, NextStep>> = {
  "disk-short": "free-disk",
  "release-untrusted": "ask-publisher",
  "release-invalid": "correct-package",
  "detection-unknown": "run-detection",
  "not-detected": "check-detection",
  "still-detected": "check-removal",
  "secret-unavailable": "see-secret",
  "exit-code": "see-log",
  "installer-timeout": "raise-timeout",
  "installer-unusable": "see-file",
  "installer-interrupted": "look-then-retry",
  "script-failed": "see-log",
  "fetch-failed": "look-at-way",
  "content-corrupt": "look-for-proxies",
  "content-missing": "publish-again",
  "disk-full": "free-disk-kept",
  "device-refused": "name-other-device",
  "device-failed": "see-kernel",
  "window-too-short": "give-window",
  "attempts-exhausted": "look-at-attempts",
  "dependency-failed": "look-at-needed",
  "dependency-unmet": "meet-needed",
  "envelope-refused": "see-envelope",
  internal: "see-agent-log",
};

/** Undefined for what is no failure, and for codes of newer agents. */
export function nextStepOf(code: string): NextStep | undefined {
  return Object.hasOwn(NEXT_STEPS, code) ? NEXT_STEPS[code as FailureCode] : undefined;
}
