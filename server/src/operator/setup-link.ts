import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { hashToken } from "../auth/token.ts";

const FILE = "setup.link";

/**
 * The link by which the first operator is made. It is a file in the data folder and nowhere else: who can write there owns the
 * server anyhow, and nobody else can make one.
 */
export function makeSetupLink(dataDir: string, url: string, nowMs: number): string {
  const expires = (nowMs + LIMITS.setupLinkMs).toString(36);
  const link = `${url.replace(/\/+$/, "")}/setup#setup.${expires}.${randomBytes(24).toString("base64url")}`;
  const file = join(dataDir, FILE);
  // Gone first: a file that is there keeps its mode, and its owner.
  rmSync(file, { force: true });
  writeFileSync(file, `${link}\n`, { mode: 0o600, flag: "wx" });
  return link;
}

/** Why this is not what stands in the link's file; undefined: it is, and has not expired. */
export function whyNotSetup(dataDir: string, secret: string, nowMs: number): string | undefined {
  let link: string;
  try {
    link = readFileSync(join(dataDir, FILE), "utf8").trim();
  } catch {
    return say("setup-used");
  }
  const open = link.slice(link.indexOf("#") + 1);
  if (!timingSafeEqual(Buffer.from(hashToken(open)), Buffer.from(hashToken(secret)))) return say("setup-other");
  const expiresMs = Number.parseInt(open.split(".")[1] ?? "", 36);
  return expiresMs > nowMs ? undefined : say("setup-expired");
}

/** It works once. */
export function spendSetupLink(dataDir: string): void {
  rmSync(join(dataDir, FILE));
}
