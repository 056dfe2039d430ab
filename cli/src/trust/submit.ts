import { binOwner } from "@shoal/core/trust/layout";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { type Draft, readDraft } from "./draft.ts";
import { rolesInWords } from "./sign.ts";

/** `shoal trust submit FILE`, `shoal release submit FILE`: the server takes it only as devices would. */
export async function submitDraft(invocation: Invocation, _options: object, file: string): Promise<void> {
  await sendDraft(invocation, await readDraft(invocation, file));
}

export async function sendDraft(invocation: Invocation, { metadata, why }: Draft): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const where = metadata.every(({ role }) => binOwner(role)) ? "/api/v1/trust/bins" : "/api/v1/trust/metadata";
  const taken = await answerOf(api.POST(where, { body: { metadata } }));
  if (terminal.json) return terminal.answerJson(taken);
  for (const { package: name, version } of taken.published) terminal.answer(`${name}@${version}`);
  terminal.note(`Done: ${why} (${rolesInWords(Object.keys(taken.versions))}).`);
  for (const { package: name, version } of taken.published)
    terminal.note(`Published ${name}@${version}. Next: shoal task preview --package ${name}@${version} --all`);
  for (const path of taken.removed)
    terminal.note(`${path.replace("/", "@")} is signed for no more: no device installs it any more.`);
}
