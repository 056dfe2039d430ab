import { checkPlan } from "@shoal/core/rollout/check-plan";
import { checkSettings } from "@shoal/core/settings/check";
import type { FleetDocument, RulesDocument, SettingSetDocument, TaskDocument } from "@shoal/protocol/fleet/document";
import type { FleetObject, TaskObject } from "@shoal/protocol/fleet/object";
import { problem } from "@shoal/protocol/schema/check";
import type { DocumentProblem, Path } from "@shoal/protocol/schema/json-schema";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { RetryPolicy } from "@shoal/protocol/task/retry";
import { Failure } from "../exit/failure.ts";
import { longTimes, pathInFile, ringOf } from "../rollout/ring-text.ts";
import { parseSettings } from "../settings/parse.ts";
import { parseDuration } from "../terminal/duration.ts";

export interface Converted {
  /** Undefined where there are problems. */
  object: FleetObject | undefined;
  problems: DocumentProblem[];
}

/** A document as the server takes it, checked as far as it can be without the server. */
export function toObject(document: FleetDocument): Converted {
  switch (document.kind) {
    case "fleet-rules":
      return { object: rulesOf(document), problems: [] };
    case "setting-set":
      return setOf(document);
    case "task":
      return taskOf(document);
    case "group":
      return {
        object: document,
        problems:
          (document.query === undefined) === (document.devices === undefined)
            ? problem([], "a group has a query or devices, exactly one of both", "devices: [] is an empty list")
            : [],
      };
    default:
      return { object: document, problems: [] };
  }
}

function rulesOf({ kind, name, staleAfter, retireAfter, auditKeep, ...approval }: RulesDocument): FleetObject {
  return {
    kind,
    name,
    staleAfterMs: parseDuration(staleAfter) ?? 0,
    retireAfterMs: retireAfter === "never" ? 0 : (parseDuration(retireAfter) ?? 0),
    ...(auditKeep === undefined ? {} : { auditKeepMs: parseDuration(auditKeep) ?? 0 }),
    ...(approval.approvalAbove === undefined ? {} : { approvalAboveDevices: approval.approvalAbove }),
    ...(approval.approvalForScripts ? { approvalForScripts: 1 as const } : {}),
  };
}

function setOf(document: SettingSetDocument): Converted {
  const { values, problems } = valuesOf(document.values, "values");
  return { object: problems.length > 0 ? undefined : { ...document, values }, problems };
}

function taskOf(document: TaskDocument): Converted {
  const { life, deadline, retry, rings, settings, does = "install", delivery = "pull", ...rest } = document;
  const set = settings === undefined ? undefined : valuesOf(settings, "settings");
  const problems = [...(set?.problems ?? []), ...ringProblems(document)];
  if ((rest.version === undefined) === (rest.channel === undefined))
    problems.push(...problem([], "a task has a version or a channel, exactly one of both"));
  if (problems.length > 0) return { object: undefined, problems };
  const object: TaskObject = {
    ...rest,
    does,
    delivery,
    ...(life === undefined ? {} : { lifeMs: parseDuration(life)! }),
    ...(deadline === undefined ? {} : { deadlineMs: Date.parse(deadline) }),
    ...(retry === undefined ? {} : { retry: retryOf(retry) }),
    ...(rings === undefined ? {} : { rings: rings.map(ringOf) }),
    ...(set === undefined ? {} : { settings: set.values }),
  };
  return { object, problems };
}

function retryOf({ attempts, first, factor, most }: NonNullable<TaskDocument["retry"]>): RetryPolicy {
  return {
    attempts,
    ...(first === undefined ? {} : { firstMs: parseDuration(first)! }),
    ...(factor === undefined ? {} : { factor }),
    ...(most === undefined ? {} : { mostMs: parseDuration(most)! }),
  };
}

function ringProblems({ rings, dynamic }: TaskDocument): DocumentProblem[] {
  const at = (path: Path): Path => ["rings", ...pathInFile(path)];
  if (rings === undefined)
    return dynamic ? problem(["dynamic"], "dynamic needs rings", "rings: [{ name: all, rest: true }] is enough") : [];
  const long = rings.flatMap(longTimes);
  if (long.length > 0) return long.map((each) => ({ ...each, path: at(each.path) }));
  const checked = checkPlan(rings.map(ringOf), dynamic === true);
  return checked.ok ? [] : checked.problems.map((each) => ({ ...each, path: at(each.path) }));
}

/** What is text where the API has none is read as `shoal setting set` reads it. */
function valuesOf(
  said: Record<string, unknown>,
  under: string,
): { values: SettingsOverride; problems: DocumentProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: DocumentProblem[] = [];
  for (const [key, value] of Object.entries(said)) {
    try {
      const read = typeof value === "string" ? parseSettings([`${key}=${value}`]) : { [key]: value };
      const [wrong] = checkSettings(read);
      if (wrong) problems.push(...problem([under, key], wrong.detail));
      Object.assign(values, read);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { title, detail, hint } = error.text;
      problems.push(...problem([under, key], [title, detail].filter(Boolean).join(": "), hint));
    }
  }
  return { values: values as SettingsOverride, problems };
}
