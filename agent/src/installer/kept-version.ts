import { existsSync, readlinkSync } from "node:fs";
import { lstat, mkdir, rename, rm, rmdir, symlink } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { say } from "@shoal/protocol/sentence/say";
import { syncFolder } from "../archive/tree.ts";
import { removeTree } from "../ownership/remove-tree.ts";
import { whyNotOurs } from "./folder.ts";
import type { InstallContext } from "./installer.ts";
import { dropReceipt, type Receipt, readReceipt, writeReceipt } from "./receipt.ts";

export interface Placing {
  kind: string;
  /** What is ready, on the same file system as `path`. */
  ready: string;
  /** Where this version goes. */
  path: string;
  /** The link that is switched to it. */
  link: string;
  /** How many versions stay, this one included. */
  keepVersions: number;
}

/** Why something that is not ours is in the way; undefined where the way is free. */
export async function whatIsInTheWay(
  { receiptDir, packageName }: InstallContext,
  path: string,
  link: string,
): Promise<string | undefined> {
  if (path === link) return say("version-is-link", { path: link });
  const there = await lstat(link).catch(() => undefined);
  if (there !== undefined && !there.isSymbolicLink()) return say("way-no-link", { path: link });
  const receipt = readReceipt(receiptDir, packageName);
  const ours = receipt === undefined ? [] : [receipt.path, ...(receipt.earlier ?? [])];
  if (existsSync(path) && !ours.includes(path)) return say("way-not-ours", { path });
  return undefined;
}

/**
 * Puts what is ready in its place and switches the link in one step, so that at each moment the link leads to a whole
 * version. The receipt is written before: it holds only when the link leads where it says, and it is how an interrupted
 * installation knows its own.
 */
export async function placeVersion(placing: Placing, context: InstallContext): Promise<void> {
  const { kind, ready, path, link, keepVersions } = placing;
  const { receiptDir, packageName, version } = context;
  const before = readReceipt(receiptDir, packageName);
  const known = before === undefined ? [] : [before.path, ...(before.earlier ?? [])];
  const current = targetOf(link);
  // The one in use comes first, so that it is the one that stays.
  const earlier = [...new Set([...known.filter((each) => each === current), ...known])].filter(
    (each) => each !== path && existsSync(each),
  );
  const receipt: Receipt = { packageName, version, kind, path, link, installedAt: new Date().toISOString(), earlier };
  writeReceipt(receiptDir, receipt);

  const aside = `${path}.replaced`;
  await removeTree(aside);
  if (existsSync(path)) await rename(path, aside);
  await rename(ready, path);
  await switchLink(link, path);
  await syncFolder(dirname(path));
  if (dirname(link) !== dirname(path)) await syncFolder(dirname(link));

  const left = earlier.slice(0, keepVersions - 1);
  for (const each of [aside, ...earlier.slice(keepVersions - 1)]) {
    const trouble = await removeTree(each).catch((error: Error) => error);
    if (trouble === undefined) continue;
    // Windows keeps the files of a program that still runs. The new version is in its place all the same.
    context.log.write(`[${each} stays until the next installation: ${trouble.message}]\n`);
    if (each !== aside) left.push(each);
  }
  writeReceipt(receiptDir, { ...receipt, earlier: left });
}

/**
 * Takes away the link and every version that is kept. What is not in the receipt stays.
 * @returns why nothing was taken away; undefined where it was, or where there was nothing
 */
export async function removeVersions({ receiptDir, packageName, log }: InstallContext): Promise<string | undefined> {
  const receipt = readReceipt(receiptDir, packageName);
  if (receipt === undefined) {
    log.write("there is no receipt of it: nothing to remove\n");
    return undefined;
  }
  const paths = [receipt.path, ...(receipt.earlier ?? [])];
  const others = existsSync(dirname(receipt.path)) ? whyNotOurs(dirname(receipt.path)) : undefined;
  if (others !== undefined) return others;
  const target = receipt.link === undefined ? undefined : targetOf(receipt.link);
  // A link that leads elsewhere is somebody else's by now.
  if (receipt.link !== undefined && target !== undefined && paths.includes(target)) await rm(receipt.link);
  for (const path of paths) {
    await removeTree(path);
    await removeTree(`${path}.replaced`);
  }
  // Only an empty one goes.
  await rmdir(dirname(receipt.path)).catch(() => undefined);
  dropReceipt(receiptDir, packageName);
  log.write(`removed ${receipt.path}\n`);
  return undefined;
}

async function switchLink(link: string, path: string): Promise<void> {
  await mkdir(dirname(link), { recursive: true });
  const next = `${link}.next`;
  await rm(next, { force: true });
  if (process.platform === "win32") {
    // Junctions need no privilege, lead to absolute paths, and cannot be renamed over.
    await symlink(path, next, "junction");
    await rm(link, { force: true });
  } else await symlink(relative(dirname(link), path), next);
  await rename(next, link);
}

function targetOf(link: string): string | undefined {
  try {
    return resolve(dirname(link), readlinkSync(link)).replace(/[\\/]+$/, "");
  } catch {
    return undefined;
  }
}
