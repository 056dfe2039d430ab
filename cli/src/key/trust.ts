import { hostname, userInfo } from "node:os";
import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { readReleaseKey } from "./read.ts";

const NAME_CHARS = 64;

/** Sends the public half to the server. The private one never leaves this machine. */
export async function trustKey(invocation: Invocation, options: { key?: string; name?: string }): Promise<void> {
  const { terminal } = invocation;
  const { publicKey } = await readReleaseKey(invocation, options.key);
  const api = await invocation.api();
  const name = (options.name ?? `${userName()}@${hostname()}`).slice(0, NAME_CHARS);
  const key = await answerOf(api.POST("/api/v1/release-keys", { body: { ...publicKey, name } }));
  if (terminal.json) return terminal.answerJson(key);
  terminal.answer(key.keyId);
  terminal.note(`The server takes releases signed by key ${key.keyId} (${key.name}).`);
  terminal.note("Agents that enrol from now on trust it too; those enrolled before do not.");
}

/** `shoal key revoke ID`: what it signed so far stays published. */
export async function revokeKey(invocation: Invocation, _options: object, keyId: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/release-keys/{keyId}", { params: { path: { keyId } } }));
  if (terminal.json) return terminal.answerJson({ keyId, revoked: true });
  terminal.answer(keyId);
  terminal.note(`The server takes no more releases signed by key ${keyId}. A revoked key does not come back.`);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "user"; // A container may run under an id that has no name.
  }
}
