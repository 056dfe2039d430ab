import type { TaskSpec } from "@shoal/protocol/task/task";
import { durationInWords } from "../settings/duration-words.ts";

type Urgent = Pick<TaskSpec, "kind" | "delivery" | "urgency" | "deadlineMs">;

/** Why urgency and deadline of a task cannot be so, in words; undefined where they can. @param expiresMs when its life is over */
export function urgencyProblem(
  { kind, delivery, urgency = "required", deadlineMs }: Urgent,
  nowMs: number,
  expiresMs: number,
): string | undefined {
  if (kind === "precache" && (urgency !== "required" || deadlineMs !== undefined))
    return "a precache changes nothing on a device, so nothing holds it back: leave out urgency and deadline";
  if (urgency === "available" && kind !== "install")
    return "people ask for what they get, not for what is taken away: available is for installations";
  if (urgency === "available" && delivery === "push")
    return "with push the server chooses when, with available the person at the device: let devices pull it";
  if (deadlineMs === undefined) return undefined;
  if (urgency === "immediate")
    return "what is immediate waits for nothing, so a deadline would say nothing: leave out one of them";
  if (deadlineMs <= nowMs)
    return `its deadline was ${durationInWords(Math.max(1000, nowMs - deadlineMs))} ago: name one that is to come, or make it immediate`;
  if (deadlineMs > expiresMs)
    return `its deadline is ${durationInWords(deadlineMs - expiresMs)} after its life has ended: name an earlier one, or a longer life`;
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
