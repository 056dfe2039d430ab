import { readFile } from "node:fs/promises";
import { createOutputLog } from "../process/output-log.ts";
import { runProcess } from "../process/spawn-process.ts";

const TIMEOUT_MS = 10_000;

/** The name of the user with a number; undefined where this machine has none. */
export async function accountOf(uid: number): Promise<string | undefined> {
  const local = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  // passwd(5): name:password:UID:GID:comment:home:shell
  const line = local.find((each) => each.split(":")[2] === String(uid));
  if (line !== undefined) return line.split(":")[0];
  const argv: [string, ...string[]] =
    process.platform === "darwin" ? ["/usr/bin/id", "-un", String(uid)] : ["getent", "passwd", String(uid)];
  const log = createOutputLog();
  const outcome = await runProcess({ argv, timeoutMs: TIMEOUT_MS }, log);
  if (outcome.kind !== "exited" || outcome.exitCode !== 0) return undefined;
  return log.tail().text.trim().split(":")[0] || undefined;
}
