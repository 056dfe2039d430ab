import type { Reason } from "@shoal/protocol/action/reason";
import { LIMITS } from "@shoal/protocol/limits";
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
      next: "Run the detection by hand on the device, or correct the rule in the package.",
    });
  const wanted = record.assignment.kind !== "remove";
  if (found === wanted) {
    const event = record.assignment.rollback ? "restored" : "proved";
    if (!wanted) return { event, reason: { code: "removed", detail } };
    return { event, reason: { code: interrupted ? "installed-before-interruption" : "installed", detail } };
  }
  if (interrupted) {
    if (record.repeatable && record.attempt < LIMITS.installAttempts) {
      const again = "not found afterwards; this installer may be run again";
      return { event: "try-later", reason: { code: "installer-interrupted", detail: again } };
    }
    return failed({
      code: "installer-interrupted",
      detail,
      next: "Look at the device, then retry the task; mark the installer repeatable if it may be run twice.",
    });
  }
  const exit = record.result?.exitCode;
  const said = `${exit === undefined ? "" : `exit code ${exit}, but `}${detail}`;
  if (!wanted) return failed({ code: "still-detected", detail: said });
  return failed({
    code: "not-detected",
    detail: said,
    next: "Check the detection rule against a device where it is installed, and the installer's log.",
  });
}
