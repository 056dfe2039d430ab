import { checkSettings } from "@shoal/core/settings/check";
import { mergeSettings } from "@shoal/core/settings/merge";
import { lackOfSource } from "@shoal/core/settings/sources";
import { say } from "@shoal/protocol/sentence/say";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { Targets } from "@shoal/protocol/task/task";
import type { FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryScope } from "../query/scope.ts";
import { settingStore } from "./store.ts";

/** What is wrong with more settings at once is told for the first of them. */
const TOLD = 5;

/**
 * For routes that validate by themselves: says what is wrong with settings in the words of their rows, also where a schema
 * cannot see it (a window that never opens), and what is wrong elsewhere in those of the schema.
 * @throws Refusal where a setting is not known or cannot have its value
 */
export function refuseInvalid(request: FastifyRequest, field: "values" | "settings"): void {
  const { validationError } = request;
  const raw = (request.body as Record<string, unknown> | null | undefined)?.[field];
  if (typeof raw === "object" && raw !== null) refuseSettings(raw as Record<string, unknown>);
  if (validationError) throw validationError;
}

/** @throws Refusal where a setting is not known or cannot have its value, in the words of its row */
export function refuseSettings(raw: Record<string, unknown>): void {
  const problems = checkSettings(raw);
  const [first] = problems;
  if (!first) return;
  const same = problems.filter(({ code }) => code === first.code).slice(0, TOLD);
  throw new Refusal(first.code, same.map(({ detail }) => detail).join("; "));
}

/** @throws Refusal where devices with this set, or open tasks on them, would have no source left */
export async function refuseSet(
  db: Db,
  name: string,
  values: SettingsOverride,
  given?: { targets: Targets; scope: QueryScope },
): Promise<void> {
  const lack = lackOfSource(mergeSettings(values), false);
  if (lack) throw new Refusal("setting-no-source", say("set-lack", { name, why: lack }));
  for (const each of await settingStore(db).overrides(given ?? { set: name })) {
    const under = lackOfSource(mergeSettings(values, each.values), true);
    if (under) throw new Refusal("setting-no-source", say("set-lack-task", { name, id: each.taskId, why: under }));
  }
}

/** @throws Refusal where what a task overrides would leave one of its devices without a source */
export async function refuseOverride(
  db: Db,
  values: SettingsOverride | undefined,
  targets: Targets,
  scope: QueryScope,
): Promise<void> {
  if (!values || Object.keys(values).length === 0) return;
  const store = settingStore(db);
  for (const name of await store.among(targets, scope)) {
    const set = name === undefined ? undefined : await store.find(name);
    const lack = lackOfSource(mergeSettings(set?.values ?? {}, values), true);
    if (lack)
      throw new Refusal(
        "setting-no-source",
        set ? say("over-set", { name: set.name, why: lack }) : say("over-built-in", { why: lack }),
      );
  }
}
