import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { generateKeyPem, signerFromPem } from "@shoal/protocol/node/ed25519";
import type { Invocation } from "../command/invocation.ts";
import { releaseKeyFile } from "../context/paths.ts";
import { writeSecretFile } from "../context/secret-file.ts";
import { Failure } from "../exit/failure.ts";

/** Makes a release key. An existing one is never overwritten: releases signed by it would have lost their author. */
export async function generateKey(invocation: Invocation, options: { out?: string }): Promise<void> {
  const { shell, terminal } = invocation;
  const path = options.out === undefined ? releaseKeyFile(shell.env) : resolve(shell.cwd, options.out);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (there)
    throw new Failure({
      title: "There is a key already",
      detail: `${path} is kept as it is.`,
      hint: "See it with: shoal key show. Make another one elsewhere with: shoal key generate --out FILE.",
      code: "key-exists",
    });
  const pem = generateKeyPem();
  const { publicKey } = signerFromPem(pem);
  await writeSecretFile(path, pem);
  if (terminal.json) terminal.answerJson({ path, ...publicKey });
  else terminal.answer(publicKey.keyId);
  terminal.note(`The release key is in ${path}. Keep a copy in a safe place: it is the only one.`);
  const option = options.out === undefined ? "" : ` --key ${options.out}`;
  terminal.note(`Next, make the server accept it: shoal key trust${option}`);
}
