import type { Reason } from "@shoal/protocol/action/reason";

/** What may not be written to, why, and what a person can do about it. */
export function refusal(detail: string, next: string): Reason {
  return { code: "device-refused", detail: detail.slice(0, 2000), next };
}

/** The device itself does not work. */
export function deviceFailed(name: string, error: Error): Reason {
  return {
    code: "device-failed",
    detail: `${name}: ${error.message}`.slice(0, 2000),
    next: "See what the kernel says of the device (dmesg); if it is well, retry the task: what is on it already is kept.",
  };
}
