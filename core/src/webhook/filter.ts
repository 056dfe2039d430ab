import { ACTION_STATES } from "@shoal/protocol/action/state";
import { EVENT_KINDS } from "@shoal/protocol/event/kinds";
import { nearest } from "@shoal/protocol/schema/nearest";
import { say } from "@shoal/protocol/sentence/say";
import { matchesGlob } from "../query/glob.ts";

const KINDS = Object.keys(EVENT_KINDS);
/** All of one noun: `task.*`. */
const NOUNS = [...new Set(KINDS.map((kind) => `${kind.split(".", 1)[0]}.*`))];

/**
 * Why a filter of events finds nothing, as the end of a sentence; undefined: it may find something. A filter is a kind, a kind with
 * `*` for any letters, or `action.step:STATE`.
 */
export function whyNoFilter(filter: string): string | undefined {
  const [kind, state] = split(filter);
  if (state !== undefined) {
    if (kind !== "action.step") return say("filter-only-step", { filter });
    if (!(ACTION_STATES as readonly string[]).includes(state))
      return say("filter-no-state", { filter, wrong: state, list: ACTION_STATES.join(", ") });
    return undefined;
  }
  if (KINDS.some((each) => matches(kind, each))) return undefined;
  const near = nearest(kind, kind.includes("*") ? NOUNS : KINDS);
  return near === undefined ? say("filter-none", { filter }) : say("filter-meant", { filter, meant: near });
}

/** Whether one of the filters takes the event. */
export function takesEvent(
  filters: readonly string[],
  event: { kind: string; data: Readonly<Record<string, unknown>> },
): boolean {
  return filters.some((filter) => {
    const [kind, state] = split(filter);
    return matches(kind, event.kind) && (state === undefined || event.data["state"] === state);
  });
}

function split(filter: string): [string, string | undefined] {
  const at = filter.indexOf(":");
  return at === -1 ? [filter, undefined] : [filter.slice(0, at), filter.slice(at + 1)];
}

function matches(pattern: string, kind: string): boolean {
  return matchesGlob(pattern.split("*"), kind);
}
