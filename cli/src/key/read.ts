import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { signerFromPem } from "@shoal/protocol/node/ed25519";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import type { Invocation } from "../command/invocation.ts";
import { releaseKeyFile } from "../context/paths.ts";
import { looseMode } from "../context/secret-file.ts";
import { Failure } from "../exit/failure.ts";

/** A private key of this machine. */
export type LocalKey = ReturnType<typeof signerFromPem> & {
  path: string;
  /** As metadata names it. */
  trustKeyId: string;
};

const MAY: Record<"release" | "root", string> = {
  release: "whoever has it can sign releases",
  root: "whoever has it can say whose releases devices trust",
};

/** The release key. @throws Failure where there is no key, or what is there is none */
export async function readReleaseKey(invocation: Invocation, keyFile: string | undefined): Promise<LocalKey> {
  return await readKey(invocation, keyFile ?? releaseKeyFile(invocation.shell.env), "release", keyFile !== undefined);
}

/** @param named by an option: then it is the path that is wrong, where it is not there */
export async function readKey(
  invocation: Invocation,
  file: string,
  kind: "release" | "root",
  named = true,
): Promise<LocalKey> {
  const path = resolve(invocation.shell.cwd, file);
  let pem: string;
  try {
    pem = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Failure({
      title: `There is no ${kind} key`,
      detail: `${path} is not there.`,
      hint: named ? "Check the path of the key." : "Make one: shoal key generate. Or name another file: --key FILE.",
      code: "key-missing",
    });
  }
  const mode = await looseMode(path);
  if (mode !== undefined)
    invocation.terminal.warn(`warning: ${path} can be read by others (mode ${mode}): ${MAY[kind]}. chmod 600 ${path}`);
  try {
    const signer = signerFromPem(pem);
    return { ...signer, path, trustKeyId: trustKeyParts(signer.publicKey).keyID };
  } catch (error) {
    throw new Failure({
      title: `This is not a ${kind} key`,
      detail: `${path}: ${(error as Error).message}`,
      hint: "It must be an Ed25519 private key in PEM, as shoal key generate writes it.",
      code: "key-invalid",
    });
  }
}
