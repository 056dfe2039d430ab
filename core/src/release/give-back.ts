import { say } from "@shoal/protocol/sentence/say";
import type { TaskKind } from "@shoal/protocol/task/task";
import type { ReleaseId } from "./candidate.ts";
import { idOf } from "./describe.ts";

/** What an action has done to its device, and how that stands now. */
export interface Done extends ReleaseId {
  kind: Exclude<TaskKind, "precache">;
  /** By it something else is there than before; not where it only found what was asked for. */
  changed: boolean;
  /** What was there before; undefined: nothing. `gone`: something that the server does not have any more. */
  had: { version: string; recalled?: string } | "gone" | undefined;
  /** The version that is there now; undefined: none. */
  has: string | undefined;
  /** The device is no target any more. */
  retired: boolean;
}

export type GiveBack =
  | { does: "install"; version: string; why: string }
  | { does: "remove"; version: string; why: string }
  | { does: "nothing"; why: string };

/** What gives a device back what it had before an action: only where what the action did still stands. */
export function giveBack(done: Done): GiveBack {
  const { kind, changed, had, has, retired } = done;
  const nothing = (why: string): GiveBack => ({ does: "nothing", why });
  if (!changed) return nothing(kind === "install" ? say("back-there-before") : say("back-absent-before"));
  if (kind === "install" && has === undefined) return nothing(say("back-gone", { release: idOf(done) }));
  if (has !== (kind === "install" ? done.version : undefined))
    return nothing(say("back-other", { version: has ?? "" }));
  if (retired) return nothing(say("back-retired"));
  if (had === undefined)
    return kind === "install"
      ? { does: "remove", version: done.version, why: say("back-nothing") }
      : nothing(say("back-nothing"));
  if (had === "gone") return nothing(say("back-unknown"));
  if (had.recalled !== undefined) return nothing(say("back-recalled", { version: had.version, detail: had.recalled }));
  return { does: "install", version: had.version, why: say("back-version", { version: had.version }) };
}
