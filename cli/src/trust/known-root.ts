import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { configFolder } from "../context/paths.ts";
import { writeSecretFile } from "../context/secret-file.ts";

/**
 * What this user's machine knows of repositories of releases: the root that it believed first, what it has seen since, and what it has
 * signed. A folder each, by the digest of that root.
 */
export interface KnownRoot {
  /** First characters of the SHA-256 of the first root: what people compare. */
  fingerprint: string;
  root: string;
  /** Of `tuf-js`. */
  folder: string;
  /** What was signed here last, of each role. */
  signed(): Promise<Record<string, SignedHere>>;
  hasSigned(roles: Record<string, SignedHere>): Promise<void>;
}

export interface SignedHere {
  version: number;
  /** SHA-256 of what was signed: of one version, there is one content. */
  sha256: string;
}

const FINGERPRINT_CHARS = 16;

export function fingerprintOf(root: string): string {
  return sha256Hex(Buffer.from(root)).slice(0, FINGERPRINT_CHARS);
}

function trustFolder(env: NodeJS.ProcessEnv): string {
  return join(configFolder(env), "trust");
}

/** @returns undefined where nothing is known of it */
export async function knownRoot(env: NodeJS.ProcessEnv, fingerprint: string): Promise<KnownRoot | undefined> {
  const folder = join(trustFolder(env), fingerprint);
  const root = await readIfThere(join(folder, "root.json"));
  if (root === undefined) return undefined;
  const signedFile = join(folder, "signed.json");
  const signed = async () => JSON.parse((await readIfThere(signedFile)) ?? "{}") as Record<string, SignedHere>;
  return {
    fingerprint,
    root,
    folder: join(folder, "metadata"),
    signed,
    async hasSigned(roles) {
      await writeSecretFile(signedFile, `${JSON.stringify({ ...(await signed()), ...roles })}\n`);
    },
  };
}

/** Believes this root from now on. */
export async function rememberRoot(env: NodeJS.ProcessEnv, root: string): Promise<KnownRoot> {
  const fingerprint = fingerprintOf(root);
  const folder = join(trustFolder(env), fingerprint);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeSecretFile(join(folder, "root.json"), root);
  return (await knownRoot(env, fingerprint))!;
}

/** The root that a server showed here before. */
export async function rootOfServer(env: NodeJS.ProcessEnv, server: string): Promise<KnownRoot | undefined> {
  const fingerprint = (await servers(env))[server];
  return fingerprint === undefined ? undefined : await knownRoot(env, fingerprint);
}

export async function serverHasRoot(env: NodeJS.ProcessEnv, server: string, fingerprint: string): Promise<void> {
  const known = { ...(await servers(env)), [server]: fingerprint };
  await writeSecretFile(join(trustFolder(env), "servers.json"), `${JSON.stringify(known, null, 2)}\n`);
}

async function servers(env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const text = await readIfThere(join(trustFolder(env), "servers.json"));
  return text === undefined ? {} : (JSON.parse(text) as Record<string, string>);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
