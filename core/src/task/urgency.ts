import { say } from "@shoal/protocol/sentence/say";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { durationInWords } from "../settings/duration-words.ts";

type Urgent = Pick<TaskSpec, "kind" | "delivery" | "urgency" | "deadlineMs">;

/** Why urgency and deadline of a task cannot be so, in words; undefined where they can. @param expiresMs when its life is over */
export function urgencyProblem(
  { kind, delivery, urgency = "required", deadlineMs }: Urgent,
  nowMs: number,
  expiresMs: number,
): string | undefined {
  if (kind === "precache" && (urgency !== "required" || deadlineMs !== undefined)) return say("precache-urgent");
  if (urgency === "available" && kind !== "install") return say("available-remove");
  if (urgency === "available" && delivery === "push") return say("available-push");
  if (deadlineMs === undefined) return undefined;
  if (urgency === "immediate") return say("deadline-immediate");
  if (deadlineMs <= nowMs) return say("deadline-past", { span: durationInWords(Math.max(1000, nowMs - deadlineMs)) });
  if (deadlineMs > expiresMs) return say("deadline-late", { span: durationInWords(deadlineMs - expiresMs) });
  return undefined;
}

/** When devices do it, in a sentence. @param said how a moment is written */
export function describeUrgency(
  { urgency = "required", deadlineMs }: Pick<Urgent, "urgency" | "deadlineMs">,
  said: (atMs: number) => string,
): string {
  const deadline = deadlineMs === undefined ? undefined : said(deadlineMs);
  switch (urgency) {
    case "immediate":
      return "at once, whatever maintenance windows and people say";
    case "available":
      return `when a person at the device asks for it${deadline === undefined ? "" : `; required from ${deadline} on`}`;
    case "required":
      return `in maintenance windows; people may put it off as their settings say${deadline === undefined ? "" : `, until ${deadline}`}`;
  }
}
