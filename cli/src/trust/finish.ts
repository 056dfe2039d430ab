import { access } from "node:fs/promises";
import { resolve } from "node:path";
import type { Invocation } from "../command/invocation.ts";
import { releaseKeyFile, rootKeyFile } from "../context/paths.ts";
import { Failure } from "../exit/failure.ts";
import { type LocalKey, readKey } from "../key/read.ts";
import { type Draft, writeDraft } from "./draft.ts";
import { rolesInWords, signAll, stillOpen } from "./sign.ts";
import { signedHere } from "./signer.ts";
import { sendDraft } from "./submit.ts";
import type { TrustView } from "./view.ts";

export interface FinishOptions {
  /** Private keys that are here; default: the root key and the release key of the settings folder, as far as they are there. */
  sign?: string[];
  out?: string;
}

/** Signs with the keys that are here. What is signed enough is submitted; what is not becomes a file for those who have the other keys. */
export async function finishDraft(
  invocation: Invocation,
  draft: Draft,
  view: TrustView,
  options: FinishOptions,
): Promise<void> {
  const { terminal } = invocation;
  for (const key of await keysHere(invocation, options.sign))
    try {
      const signed = await signAll(invocation, draft, view, key, true);
      await view.known.hasSigned(Object.fromEntries(signed.map((each) => [each.role, signedHere(each.metadata)])));
    } catch (error) {
      if (!(error instanceof Failure) || error.text.code !== "key-untrusted") throw error;
    }
  const open = await stillOpen(draft, view);
  if (open.length === 0 && options.out === undefined) return await sendDraft(invocation, draft);
  const out = options.out ?? "signing-request.json";
  await writeDraft(invocation, out, draft);
  if (terminal.json) return terminal.answerJson({ file: out, open });
  terminal.answer(out);
  terminal.note(
    open.length > 0
      ? `More have to sign ${rolesInWords(open)}: shoal trust sign ${out} --key FILE, on each of their machines; then shoal trust submit ${out}`
      : `Enough have signed: shoal trust submit ${out}`,
  );
}

async function keysHere(invocation: Invocation, files: readonly string[] | undefined): Promise<LocalKey[]> {
  const { env, cwd } = invocation.shell;
  if (files) return await Promise.all(files.map((file) => readKey(invocation, file, "root")));
  const keys: LocalKey[] = [];
  for (const [file, kind] of [
    [rootKeyFile(env), "root"],
    [releaseKeyFile(env), "release"],
  ] as const)
    if (await isThere(resolve(cwd, file))) keys.push(await readKey(invocation, file, kind));
  return keys;
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
