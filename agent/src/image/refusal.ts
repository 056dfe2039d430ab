import type { Reason } from "@shoal/protocol/action/reason";
import { say } from "@shoal/protocol/sentence/say";

/** What may not be written to, why, and what a person can do about it. */
export function refusal(detail: string, next: string): Reason {
  return { code: "device-refused", detail: detail.slice(0, 2000), next };
}

/** The device itself does not work. */
export function deviceFailed(name: string, error: Error): Reason {
  return {
    code: "device-failed",
    detail: `${name}: ${error.message}`.slice(0, 2000),
    next: say("see-kernel"),
  };
}
