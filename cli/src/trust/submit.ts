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
  const taken = await answerOf(api.POST("/api/v1/trust/metadata", { body: { metadata } }));
  if (terminal.json) return terminal.answerJson(taken);
  for (const { package: name, version } of taken.published) terminal.answer(`${name}@${version}`);
  terminal.note(`Done: ${why} (${rolesInWords(Object.keys(taken.versions))}).`);
  for (const { package: name, version } of taken.published)
    terminal.note(`Published ${name}@${version}. Next: shoal task preview --package ${name}@${version} --all`);
  for (const path of taken.removed)
    terminal.note(`${path.replace("/", "@")} is signed for no more: no device installs it any more.`);
}
