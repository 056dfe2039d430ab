import { execFile } from "node:child_process";
import { access, constants, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Invocation } from "../command/invocation.ts";
import { configFolder, contextFile } from "../context/paths.ts";
import { looseMode } from "../context/secret-file.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** Type stripping without a flag. */
const NODE_LEAST = [22, 18] as const;
const ZSTD_MS = 5000;
/** `--patch-from` came with 1.4.5, and what it makes is only small with long distance matching from 1.5 on. */
const ZSTD_LEAST = [1, 5] as const;
const DISK_LEAST_BYTES = 1e9;

export function lookAtNode(version = process.versions.node): Finding {
  return atLeast(version, NODE_LEAST)
    ? ok("node", `${version} on ${process.platform} ${process.arch}`)
    : fail("node", `${version} is too old`, `Install Node ${NODE_LEAST.join(".")} or newer, or run npm ci here.`);
}

export async function lookAtSettings({ shell }: Invocation): Promise<Finding[]> {
  const folder = configFolder(shell.env);
  const existing = await nearestExisting(folder);
  const writable = await access(existing, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable)
    return [fail("settings", `${folder} cannot be written`, "Set SHOAL_CONFIG_DIR to a folder that can be.")];
  const mode = await looseMode(contextFile(shell.env)).catch(() => undefined);
  if (mode !== undefined)
    return [
      warn(
        "settings",
        `${contextFile(shell.env)} can be read by others (mode ${mode})`,
        `chmod 600 ${contextFile(shell.env)}`,
      ),
    ];
  return [ok("settings", folder)];
}

/** Only the server needs it; on a machine that only publishes its absence says nothing. */
export async function lookAtZstd(program = "zstd"): Promise<Finding> {
  const next =
    "Install it where the server runs (apt install zstd, brew install zstd): without it no patches are made, and whole files are sent.";
  try {
    const { stdout } = await promisify(execFile)(program, ["--version"], { timeout: ZSTD_MS });
    const version = /v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? "";
    if (atLeast(version, ZSTD_LEAST)) return ok("zstd", `${version}: a server on this machine can make patches`);
    return warn("zstd", `${version === "" ? "its version is not known" : `${version} is old`}`, next);
  } catch {
    return warn("zstd", "the program is not there", next);
  }
}

export async function lookAtDisk({ shell }: Invocation): Promise<Finding> {
  const { bavail, bsize } = await statfs(shell.cwd);
  const freeBytes = bavail * bsize;
  const text = `${formatBytes(freeBytes)} free in ${shell.cwd}`;
  return freeBytes >= DISK_LEAST_BYTES
    ? ok("disk", text)
    : warn("disk", text, "Make room: a server keeps every release, and an agent what it fetches.");
}

async function nearestExisting(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const there = await access(at).then(
      () => true,
      () => false,
    );
    if (there || at === dirname(at)) return at;
  }
}

export function atLeast(version: string, least: readonly [major: number, minor: number]): boolean {
  const [major = Number.NaN, minor = Number.NaN] = version.split(".").map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}
