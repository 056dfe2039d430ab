import Type, { type Static } from "typebox";

/**
 * Why an action is in its state, by code; the sentence for people is in the row. A code is for counting and grouping,
 * the `detail` beside it names the thing itself (the exit code, the path, the digest).
 */
export const REASONS = {
  "installer-done": "the installer says that it has done its work; the detection rule has the last word",
  installed: "installed, and the detection rule found it",
  "already-installed": "the detection rule found it before anything was fetched",
  "installed-before-interruption":
    "the agent was stopped during the installation; the detection rule found the software afterwards",
  "already-removed": "the detection rule did not find it: there is nothing to remove",
  removed: "removed, and the detection rule no longer finds it",
  precached: "fetched and verified; not installed, as asked",
  "no-variant": "no variant of the release is for this kind of device",
  "requirement-unmet": "the device does not have what the variant requires",
  "disk-short": "not enough free disk space",
  "release-untrusted": "the release is not what a key that this device trusts has signed for",
  "release-invalid": "the release could not be read",
  "detection-unknown": "the detection rule could not be evaluated, so nothing is claimed",
  "not-detected": "the installer reported success, but the detection rule does not find the software",
  "still-detected": "the removal reported success, but the detection rule still finds the software",
  "secret-unavailable": "a secret that the package needs is not set, or could not be opened on the device",
  "exit-code": "the installer failed",
  "installer-timeout": "the installer did not end within its time and was stopped with all its children",
  "installer-unusable": "the installer could not be begun with",
  "installer-busy": "another installation is running; tried again later",
  "installer-interrupted":
    "the agent was stopped during the installation, so the detection rule has to say what came of it",
  "script-failed": "a script of the package failed",
  "fetch-failed": "the content could not be fetched",
  "content-corrupt": "what was received does not match the manifest",
  "content-missing": "the server does not have the content",
  "disk-full": "the disk is full",
  "device-refused": "the block device that the package names may not be written to",
  "device-failed": "the block device could not be written or read",
  "window-closed": "waits for its maintenance window",
  "window-too-short": "takes longer than any of its maintenance windows is",
  deferred: "waits while somebody is signed in",
  offered: "on offer: waits until a person at the device asks for it",
  "asked-for": "a person at the device asked for it",
  "deadline-reached": "its deadline has come, so it is required now",
  "reboot-required": "a restart of the device is needed to finish",
  "reboot-started": "the installer has started a restart",
  "push-waiting": "waiting for the server to send",
  "attempts-exhausted": "tried as often as the policy allows",
  "cancelled-by-operator": "cancelled by an operator",
  "superseded-by-task": "another task for the same package took its place",
  recalled: "the release was recalled",
  "rollout-stopped": "its rollout was stopped, because too many devices failed",
  "ring-closed": "waits until its ring of the rollout opens",
  "rollout-paused": "waits until its rollout is resumed",
  "retry-waiting": "failed before, and waits to be tried again",
  "dependency-waiting": "waits until what it needs is there",
  "dependency-failed": "what it needs could not be installed",
  "dependency-unmet": "what it needs is not there, and cannot be installed for it",
  missing: "it was there and is not any more, so it is put back",
  replaced: "another package that is installed has taken its place",
  "still-needed": "what another package that is installed needs is not taken away",
  "dependency-unneeded": "what it was needed for has ended",
  expired: "the task's life ended before the action did",
  "device-retired": "the device was not heard from for so long that it counts as retired",
  "device-revoked": "the device was revoked, and is refused everything",
  "envelope-refused": "the task message was refused",
  internal: "the agent met an error of its own",
} as const;
export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as ReasonCode[];

export const Reason = Type.Object(
  {
    code: Type.Enum(REASON_CODES as [ReasonCode, ...ReasonCode[]]),
    /** One line that names the thing: "exit code 1603: fatal error during installation". */
    detail: Type.Optional(Type.String({ maxLength: 2000 })),
    /** What a person can do about it, where something can be done. */
    next: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);
export type Reason = Static<typeof Reason>;
