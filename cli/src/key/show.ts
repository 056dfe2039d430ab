import type { Invocation } from "../command/invocation.ts";
import { readReleaseKey } from "./read.ts";

/** The public half, which is no secret. */
export async function showKey(invocation: Invocation, options: { key?: string }): Promise<void> {
  const { terminal } = invocation;
  const { path, publicKey, trustKeyId } = await readReleaseKey(invocation, options.key);
  if (terminal.json) return terminal.answerJson({ path, keyId: trustKeyId, key: publicKey.key });
  terminal.answer(`key id      ${trustKeyId}`);
  terminal.answer(`public key  ${publicKey.key}`);
  terminal.answer(`file        ${path}`);
}
