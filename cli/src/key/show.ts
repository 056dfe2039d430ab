import type { Invocation } from "../command/invocation.ts";
import { readReleaseKey } from "./read.ts";

/** The public half, which is no secret. */
export async function showKey(invocation: Invocation, options: { key?: string }): Promise<void> {
  const { terminal } = invocation;
  const { path, publicKey } = await readReleaseKey(invocation, options.key);
  if (terminal.json) return terminal.answerJson({ path, ...publicKey });
  terminal.answer(`key id      ${publicKey.keyId}`);
  terminal.answer(`public key  ${publicKey.key}`);
  terminal.answer(`file        ${path}`);
}
