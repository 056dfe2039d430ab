import { REASONS, type ReasonCode } from "@shoal/protocol/action/reason";
import { say } from "@shoal/protocol/sentence/say";

/** A reason as it is stored, as a sentence; undefined: there is none. */
export function becauseOf(code: string | null | undefined, detail: string | null | undefined): string | undefined {
  if (code == null) return undefined;
  const reason = REASONS[code as ReasonCode] ?? code;
  return detail ? say("because-of", { reason, detail }) : reason;
}
