import { existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { say } from "@shoal/protocol/sentence/say";
import type { WrittenImage } from "../image/written-image.ts";

/** The agent's own note of what it put into a folder that it owns: the proof for kinds that no package manager knows of. */
export interface Receipt {
  packageName: string;
  version: string;
  kind: string;
  /** The version's own folder or file. */
  path: string;
  /** The link that leads to it, where there is one. */
  link?: string;
  installedAt: string;
  /** Paths of versions before it that are kept, newest first. */
  earlier?: string[];
  /** Kind image: what the device held then. */
  image?: WrittenImage;
}

function fileOf(receiptDir: string, packageName: string): string {
  return join(receiptDir, `${packageName}.json`);
}

/** Durable before it returns; one that is half written is never read. */
export function writeReceipt(receiptDir: string, receipt: Receipt): void {
  mkdirSync(receiptDir, { recursive: true, mode: 0o700 });
  const file = fileOf(receiptDir, receipt.packageName);
  writeFileSync(`${file}.new`, `${JSON.stringify(receipt, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

export function readReceipt(receiptDir: string, packageName: string): Receipt | undefined {
  const file = fileOf(receiptDir, packageName);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Receipt) : undefined;
}

export function dropReceipt(receiptDir: string, packageName: string): void {
  rmSync(fileOf(receiptDir, packageName), { force: true });
}

/** Why a receipt does not hold, or undefined where it does: what it names must be there, and its link must lead to it. */
export function whyNotInForce(receipt: Receipt): string | undefined {
  if (!existsSync(receipt.path)) return say("receipt-path-gone", { path: receipt.path });
  if (receipt.link === undefined) return undefined;
  let target: string;
  try {
    target = resolve(dirname(receipt.link), readlinkSync(receipt.link));
  } catch {
    return say("link-gone", { path: receipt.link });
  }
  // Windows junctions end in a separator.
  return target.replace(/[\\/]+$/, "") === resolve(receipt.path)
    ? undefined
    : `the link ${receipt.link} leads to ${target}`;
}
