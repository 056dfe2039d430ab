import { timesOf } from "@shoal/core/action/put-off";
import { resolveVariant } from "@shoal/core/variant/resolve";
import { REASONS, type ReasonCode } from "@shoal/protocol/action/reason";
import { isEnd } from "@shoal/protocol/action/state";
import type { DeviceDetail } from "@shoal/protocol/api/device";
import type { ActionDetail, ActionRow, Explanation, StepRow, TaskDetail } from "@shoal/protocol/api/task";
import type { Release } from "@shoal/protocol/package/release";

type Explained = Pick<DeviceDetail, "name" | "platform" | "online">;

/** Why a device did or did not, in words: the steps as they were reported, and every variant against its platform. */
export function explain(
  device: Explained,
  release: Release,
  action: ActionDetail | undefined,
  attempts: readonly ActionRow[],
  task: Pick<TaskDetail, "state" | "rings">,
): Explanation {
  const resolution = resolveVariant(release.variants, device.platform);
  const whyNot = new Map((resolution.ok ? [] : resolution.why).map((each) => [each.variant, each.because]));
  const variants = release.variants.map((variant) => {
    const chosen = resolution.ok && resolution.variant.id === variant.id;
    if (chosen) return { id: variant.id, chosen, why: resolution.because.join("; ") };
    const alone = resolveVariant([variant], device.platform);
    const why =
      whyNot.get(variant.id) ??
      (alone.ok
        ? `matches, but ${resolution.ok ? resolution.variant.id : "another"} is more specific`
        : (alone.why[0]?.because ?? "does not match"));
    return { id: variant.id, chosen, why };
  });
  return {
    ...(action ? { action } : {}),
    device: device.name,
    summary: summaryOf(device, action, task),
    story: inOrder([
      ...attempts.filter((each) => each.id !== action?.id).map(attemptOf),
      ...(action?.steps ?? []).map((step) => ({ atMs: step.receivedMs, state: step.state, text: textOf(step) })),
    ]),
    variants,
    ...nextOf(device, action, task.state),
  };
}

function inOrder(story: Explanation["story"]): Explanation["story"] {
  return story.sort((a, b) => a.atMs - b.atMs);
}

/** An attempt before the last one, or what is done beside it, in one line. */
function attemptOf({ attempt, state, reason, updatedMs, ...action }: ActionRow): Explanation["story"][number] {
  if (action.role !== undefined) {
    const { package: name, version } = action;
    const why = action.role === "dependency" ? "which it needs" : "whose place it takes";
    const text = `${name} ${version}, ${why}, ${isEnd(state) ? "ended" : "is"} ${state}${becauseOf(reason)}`;
    return { atMs: updatedMs, state, text };
  }
  return { atMs: updatedMs, state, text: `attempt ${attempt} ended ${state}${becauseOf(reason)}` };
}

function becauseOf(reason: ActionRow["reason"]): string {
  return reason ? `: ${REASONS[reason.code]}${reason.detail ? ` (${reason.detail})` : ""}` : "";
}

function summaryOf(
  device: Explained,
  action: ActionDetail | undefined,
  task: Pick<TaskDetail, "state" | "rings">,
): string {
  if (!action) {
    if (task.state === "awaiting-approval")
      return `The task waits for a second person, so ${device.name} has been told nothing.`;
    if (task.state === "draft") return `The task has not been started, so ${device.name} has been told nothing.`;
    return `${device.name} was not among the targets when the task was started${task.rings ? ", or is in none of its rings" : ""}.`;
  }
  const { state, reason, attempt } = action;
  const because = becauseOf(reason);
  if (reason?.code === "offered") return `${device.name} has it on offer, and nobody there has asked for it yet.`;
  if (state === "scheduled") return `${device.name} has not been told yet${because}.`;
  if (state === "assigned")
    return `${device.name} has not fetched its assignment yet${device.online ? ", although it is connected" : "; it is not connected"}.`;
  const again = attempt > 1 ? ` in attempt ${attempt}` : "";
  const putOff = action.deferrals ? ` People there have put it off ${timesOf(action.deferrals)}.` : "";
  return `${device.name} ${isEnd(state) ? "ended" : "is"} ${state}${isEnd(state) ? again : ""}${because}.${putOff}`;
}

function textOf({ state, by, reason, result }: StepRow): string {
  const words: string[] = [];
  if (by === "server") words.push(BY_SERVER[state] ?? `the server ended it: ${state}`);
  else words.push(SAID[state] ?? state);
  if (reason)
    words.push(`${REASONS[reason.code as ReasonCode] ?? reason.code}${reason.detail ? ` (${reason.detail})` : ""}`);
  if (result)
    words.push(
      `attempt ${result.attempt}${result.exitCode === undefined ? "" : `, exit code ${result.exitCode}`}, ${(result.durationMs / 1000).toFixed(1)} s`,
    );
  return words.join("; ");
}

const BY_SERVER: Partial<Record<StepRow["state"], string>> = {
  scheduled: "the server keeps its part back",
  assigned: "the server gave the device its part",
};

const SAID: Partial<Record<StepRow["state"], string>> = {
  accepted: "the agent checked the signed assignment and journaled it",
  resolving: "it reads the release and works out which variant it needs",
  fetching: "it fetches the content, piece by piece",
  verifying: "it checks the whole content against its digest",
  waiting: "it waits until it may install",
  installing: "the installer runs",
  checking: "the detection rule is asked",
  rebooting: "it waits for the restart that finishes the installation",
};

function nextOf(device: Explained, action: ActionDetail | undefined, taskState: string): { next?: string } {
  if (action?.reason?.next) return { next: action.reason.next };
  if (!action)
    return taskState === "awaiting-approval"
      ? { next: "Another operator agrees to it: shoal task approve." }
      : { next: taskState === "draft" ? "Start the task." : "Make a task that has this device among its targets." };
  if (action.reason?.code === "offered")
    return {
      next: `A person at the device asks for it: shoal-agent install ${action.package}. At its deadline, if it has one, it becomes required.`,
    };
  if (action.state === "assigned" && !device.online)
    return {
      next: "Nothing needs to be done: the device gets it when it connects. If it should be connected, look at the agent's service and at its way to the server.",
    };
  if (action.state === "scheduled")
    return {
      next:
        action.notBeforeMs === undefined
          ? `How far its rollout is: shoal rollout show ${action.taskId}`
          : `It is tried again by itself; now: shoal task retry ${action.taskId} --device ${device.name}`,
    };
  if (action.state === "failed") return { next: `When the cause is mended: shoal task retry ${action.taskId}` };
  return {};
}
