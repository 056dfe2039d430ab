import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { signerFromPem } from "@shoal/protocol/node/ed25519";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";

/** A key of somebody: its public half as `shoal key show` prints it, or a file with that, or a file with the private key. */
export async function readPublicKey({ shell }: Invocation, text: string): Promise<Key> {
  if (isPublic(text)) return new Key(trustKeyParts({ key: text }));
  try {
    const content = (await readFile(resolve(shell.cwd, text), "utf8")).trim();
    const key = isPublic(content) ? content : signerFromPem(content).publicKey.key;
    return new Key(trustKeyParts({ key }));
  } catch (error) {
    throw usageFailure(
      `"${text}" is no key`,
      "Write the public key that shoal key show prints, or a file that has it.",
      (error as Error).message,
    );
  }
}

function isPublic(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** The key of a role that an id, or the beginning of one, means. */
export function keyById(keys: readonly Key[], id: string): Key {
  const found = keys.filter((key) => key.keyID.startsWith(id));
  if (found.length === 1 && id.length >= 8) return found[0]!;
  throw usageFailure(
    found.length > 1 || id.length < 8 ? `"${id}" is too short to mean one key` : `No such key is trusted: "${id}"`,
    `There is ${keys.map((key) => key.keyID.slice(0, 16)).join(", ")}.`,
  );
}
