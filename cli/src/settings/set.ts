import type { SettingSetRow } from "@shoal/protocol/api/settings";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { Failure } from "../exit/failure.ts";
import { devices } from "../terminal/counted.ts";
import { findSet, readChange, type ValueChange, withChange } from "./changed-values.ts";
import { shellWord } from "./shell-word.ts";

interface SetOptions {
  description?: string;
  unset?: string[];
}

export async function setValues(
  invocation: Invocation,
  { description, unset }: SetOptions,
  name: string,
  ...pairs: string[]
): Promise<void> {
  await change(invocation, name, readChange(pairs, unset ?? []), description);
}

export async function unsetValues(
  invocation: Invocation,
  _options: object,
  name: string,
  ...keys: string[]
): Promise<void> {
  await change(invocation, name, readChange([], keys));
}

/** What is not named stays; the version keeps two people from overwriting each other. */
async function change(invocation: Invocation, name: string, what: ValueChange, description?: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const before = await findSet(api, name);
  if (!before && Object.keys(what.set).length === 0)
    throw new Failure({ title: `There is no set ${name}`, hint: "shoal setting list shows them.", code: "not-found" });
  const absent = what.unset.filter((key) => !Object.hasOwn(before?.values ?? {}, key));
  const set = await answerOf(
    api.PUT("/api/v1/setting-sets/{name}", {
      params: { path: { name } },
      body: {
        ...(description === undefined ? {} : { description }),
        values: withChange(before?.values ?? {}, what),
        version: before?.version ?? 0,
      },
    }),
  );
  if (terminal.json) return terminal.answerJson(set);
  terminal.answer(set.name);
  for (const key of absent) terminal.note(`${key} was not in the set.`);
  terminal.note(said(set, before));
}

function said(set: SettingSetRow, before: SettingSetRow | undefined): string {
  if (!before) return `Set ${set.name} is made. Next: shoal setting assign ${shellWord(set.name)} --device NAME`;
  if (set.devices === 0) return `Set ${set.name} is at version ${set.version}. No device has it.`;
  return `Set ${set.name} is at version ${set.version}, for ${devices(set.devices)}: those connected have it in seconds, others at their next check-in. Next: shoal setting reach ${shellWord(set.name)}`;
}
