import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Signs the cookies of sessions and encrypts the seeds of authenticators. Beside the database and not in it: who has the database alone
 * can open no session.
 */
export function loadOperatorSecret(dataDir: string): string {
  const file = join(dataDir, "operator.key");
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 64) throw new Error(`${file} is not a key of ours; put the one from your backup there`);
  return secret;
}
