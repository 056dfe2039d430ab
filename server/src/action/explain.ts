import { resolveVariant } from "@shoal/core/variant/resolve";
import { isEnd } from "@shoal/protocol/action/state";
import type { DeviceDetail } from "@shoal/protocol/api/device";
import type { ActionDetail, ActionRow, Explanation, StepRow, TaskDetail } from "@shoal/protocol/api/task";
import type { Release } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import { becauseOf } from "./because.ts";

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
        ? say("less-specific", { winner: resolution.ok ? resolution.variant.id : "another" })
        : (alone.why[0]?.because ?? say("no-match")));
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
    const other = { package: name, version, state };
    const said = action.role === "dependency" ? say("other-needed", other) : say("other-replaced", other);
    const because = becauseOf(reason?.code, reason?.detail);
    const text = because ? say("other-because", { said, because }) : said;
    return { atMs: updatedMs, state, text };
  }
  const because = becauseOf(reason?.code, reason?.detail);
  const text = because
    ? say("attempt-ended-because", { attempt, state, because })
    : say("attempt-ended", { attempt, state });
  return { atMs: updatedMs, state, text };
}

function summaryOf(
  device: Explained,
  action: ActionDetail | undefined,
  task: Pick<TaskDetail, "state" | "rings">,
): string {
  if (!action) {
    if (task.state === "awaiting-approval") return say("awaits-second", { device: device.name });
    if (task.state === "draft") return say("not-started", { device: device.name });
    return say(task.rings ? "no-target-or-ring" : "no-target", { device: device.name });
  }
  const { state, reason, attempt } = action;
  const because = becauseOf(reason?.code, reason?.detail);
  const who = { device: device.name };
  if (reason?.code === "offered") return say("on-offer", { device: device.name });
  if (state === "scheduled") return because ? say("not-told-because", { ...who, because }) : say("not-told", who);
  if (state === "assigned") return say(device.online ? "not-fetched-online" : "not-fetched-offline", who);
  const stands = standing({ ...who, state }, isEnd(state), attempt, because);
  const { deferrals = 0 } = action;
  if (deferrals === 0) return stands;
  return deferrals < 3
    ? say(deferrals === 1 ? "and-put-off-once" : "and-put-off-twice", { summary: stands })
    : say("and-put-off", { summary: stands, count: deferrals });
}

function standing(at: { device: string; state: string }, ended: boolean, attempt: number, because?: string): string {
  if (!ended) return because ? say("is-at-because", { ...at, because }) : say("is-at", at);
  if (attempt === 1) return because ? say("ended-because", { ...at, because }) : say("ended", at);
  return because ? say("ended-again-because", { ...at, attempt, because }) : say("ended-again", { ...at, attempt });
}

function textOf({ state, by, reason, result }: StepRow): string {
  const words: string[] = [];
  if (by === "server") words.push(BY_SERVER[state] ?? say("server-ended", { state }));
  else words.push(SAID[state] ?? say("step-ended", { state }));
  const because = becauseOf(reason?.code, reason?.detail);
  if (because) words.push(because);
  if (result) {
    const ran = { attempt: result.attempt, seconds: (result.durationMs / 1000).toFixed(1) };
    words.push(
      result.exitCode === undefined ? say("ran", ran) : say("ran-exit", { ...ran, exitCode: result.exitCode }),
    );
  }
  return words.join("; ");
}

const BY_SERVER: Partial<Record<StepRow["state"], string>> = {
  scheduled: say("kept-back"),
  assigned: say("given"),
};

const SAID: Partial<Record<StepRow["state"], string>> = {
  accepted: say("did-accept"),
  resolving: say("does-resolve"),
  fetching: say("does-fetch"),
  verifying: say("does-verify"),
  waiting: say("does-wait"),
  installing: say("does-install"),
  checking: say("does-check"),
  rebooting: say("does-restart"),
};

function nextOf(device: Explained, action: ActionDetail | undefined, taskState: string): { next?: string } {
  if (action?.reason?.next) return { next: action.reason.next };
  if (!action)
    return taskState === "awaiting-approval"
      ? { next: say("another-agrees") }
      : { next: taskState === "draft" ? say("start-task") : say("make-task") };
  if (action.reason?.code === "offered")
    return {
      next: say("person-asks", { package: action.package }),
    };
  if (action.state === "assigned" && !device.online)
    return {
      next: say("gets-it-connected"),
    };
  if (action.state === "scheduled")
    return {
      next:
        action.notBeforeMs === undefined
          ? say("see-rollout", { task: action.taskId })
          : say("tried-again", { task: action.taskId, device: device.name }),
    };
  if (action.state === "failed") return { next: say("retry-when-mended", { task: action.taskId }) };
  return {};
}
