import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { signerFromPem } from "@shoal/protocol/node/ed25519";
import type { Invocation } from "../command/invocation.ts";
import { releaseKeyFile } from "../context/paths.ts";
import { looseMode } from "../context/secret-file.ts";
import { Failure } from "../exit/failure.ts";

export type ReleaseSigner = ReturnType<typeof signerFromPem> & { path: string };

/** @throws Failure where there is no key, or what is there is none */
export async function readReleaseKey(invocation: Invocation, keyFile: string | undefined): Promise<ReleaseSigner> {
  const { env, cwd } = invocation.shell;
  const path = keyFile === undefined ? releaseKeyFile(env) : resolve(cwd, keyFile);
  let pem: string;
  try {
    pem = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Failure({
      title: "There is no release key",
      detail: `${path} is not there.`,
      hint:
        keyFile === undefined
          ? "Make one: shoal key generate. Or name another file: --key FILE."
          : "Check the path after --key.",
      code: "key-missing",
    });
  }
  const mode = await looseMode(path);
  if (mode !== undefined)
    invocation.terminal.warn(
      `warning: ${path} can be read by others (mode ${mode}): whoever has it can sign releases. chmod 600 ${path}`,
    );
  try {
    return { ...signerFromPem(pem), path };
  } catch (error) {
    throw new Failure({
      title: "This is not a release key",
      detail: `${path}: ${(error as Error).message}`,
      hint: "It must be an Ed25519 private key in PEM, as shoal key generate writes it.",
      code: "key-invalid",
    });
  }
}
