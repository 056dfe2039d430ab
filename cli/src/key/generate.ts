import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import type { Invocation } from "../command/invocation.ts";
import { namedKeyFile, releaseKeyFile, rootKeyFile } from "../context/paths.ts";
import { writeSecretFile } from "../context/secret-file.ts";
import { Failure, usageFailure } from "../exit/failure.ts";

interface Made extends Omit<PublicKey, "keyId"> {
  path: string;
  keyId: string;
}

/**
 * Makes a release key and a root key, or one key where it is named. An existing one is never overwritten: what it has signed
 * would have lost its author.
 */
export async function generateKey(invocation: Invocation, options: { out?: string; name?: string }): Promise<void> {
  const { shell, terminal } = invocation;
  const { out, name } = options;
  if (out !== undefined && name !== undefined)
    throw usageFailure("--out and --name are two places", "Give one of them.");
  if (name !== undefined && !/^[a-z0-9][a-z0-9-]{0,31}$/.test(name))
    throw usageFailure(`--name cannot be "${name}"`, "Small letters, digits and dashes.");
  const paths =
    out !== undefined
      ? [resolve(shell.cwd, out)]
      : name !== undefined
        ? [namedKeyFile(shell.env, name)]
        : [releaseKeyFile(shell.env), rootKeyFile(shell.env)];
  const missing: string[] = [];
  for (const path of paths) if (!(await isThere(path))) missing.push(path);
  if (missing.length === 0)
    throw new Failure({
      title: "There is a key already",
      detail: `${paths.join(" and ")} ${paths.length === 1 ? "is" : "are"} kept as ${paths.length === 1 ? "it is" : "they are"}.`,
      hint: "See it with: shoal key show. Make another one: shoal key generate --name NAME.",
      code: "key-exists",
    });
  const made: Made[] = [];
  for (const path of missing) made.push(await makeKey(path));
  if (terminal.json) return terminal.answerJson({ keys: made });
  for (const key of made) terminal.answer(key.keyId);
  for (const { path } of made)
    terminal.note(
      path === rootKeyFile(shell.env)
        ? `The root key is in ${path}. It says whose releases devices trust: keep it off this machine once it has said so.`
        : `The key is in ${path}. Keep a copy in a safe place: it is the only one.`,
    );
  if (out === undefined && name === undefined)
    terminal.note("Next, say whose releases devices trust: shoal trust init");
}

async function makeKey(path: string): Promise<Made> {
  const pem = generateKeyPem();
  const { publicKey } = signerFromPem(pem);
  await writeSecretFile(path, pem);
  return { path, keyId: trustKeyParts(publicKey).keyID, key: publicKey.key };
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
