import { readFile } from "node:fs/promises";
import { platform, uptime } from "node:os";
import { promisify } from "node:util";

/** Two readings of when the machine started differ by some seconds of drift; starts differ by more. */
const SAME_START_S = 30;

/**
 * Changes with every start of the machine and never in between. Linux and macOS say it themselves; Windows says only for how
 * long it has been up, which is counted back to a moment.
 */
export async function readBootId(nowMs: () => number = Date.now): Promise<string> {
  if (platform() === "linux") return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
  if (platform() === "darwin") {
    const { execFile } = await import("node:child_process");
    const { stdout } = await promisify(execFile)("sysctl", ["-n", "kern.bootsessionuuid"]);
    return stdout.trim();
  }
  return `started-${Math.round((nowMs() / 1000 - uptime()) / SAME_START_S)}`;
}
