import type { Reason } from "@shoal/protocol/action/reason";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { ActionRecord } from "./record.ts";
import type { ActionEvent } from "./table.ts";

/** What the detection rule's answer makes of an action whose installer has ended, or was interrupted. */
export function judge(
  record: ActionRecord,
  found: boolean | "unknown",
  detail: string,
  interrupted: boolean,
): { event: Extract<ActionEvent, "proved" | "restored" | "fail" | "try-later">; reason: Reason } {
  const failed = (reason: Reason) => ({ event: "fail", reason }) as const;
  if (found === "unknown")
    return failed({
      code: "detection-unknown",
      detail,
      next: say("run-detection"),
    });
  const wanted = record.assignment.kind !== "remove";
  if (found === wanted) {
    const event = record.assignment.rollback ? "restored" : "proved";
    if (!wanted) return { event, reason: { code: "removed", detail } };
    return { event, reason: { code: interrupted ? "installed-before-interruption" : "installed", detail } };
  }
  if (interrupted) {
    if (record.repeatable && record.attempt < LIMITS.installAttempts) {
      const again = say("again-maybe");
      return { event: "try-later", reason: { code: "installer-interrupted", detail: again } };
    }
    return failed({
      code: "installer-interrupted",
      detail,
      next: say("look-then-retry"),
    });
  }
  const exit = record.result?.exitCode;
  const said = exit === undefined ? detail : say("exit-but", { exitCode: exit, detail });
  if (!wanted) return failed({ code: "still-detected", detail: said, next: say("check-removal") });
  return failed({
    code: "not-detected",
    detail: said,
    next: say("check-detection"),
  });
}
