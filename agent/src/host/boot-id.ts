import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { platform, uptime } from "node:os";
import { promisify } from "node:util";
import { windowsProgram } from "../installer/windows-program.ts";

/** What says which start of the machine this is; a test stands in for other systems. */
export interface BootSigns {
  platform: NodeJS.Platform;
  read(path: string): Promise<string>;
  /** @returns what the program wrote; rejects for every exit code but 0 */
  ask(program: string, args: readonly string[]): Promise<string>;
  nowMs(): number;
  uptimeS(): number;
}

const realSigns: BootSigns = {
  platform: platform(),
  read: (path) => readFile(path, "utf8"),
  ask: async (program, args) => (await promisify(execFile)(program, [...args], { windowsHide: true })).stdout,
  nowMs: Date.now,
  uptimeS: uptime,
};

/** Windows counts its starts here, for its prefetcher. */
const COUNTER = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters";
/** Two readings of when the machine started differ by some seconds of drift; starts differ by more. */
const SAME_START_S = 30;

/**
 * A reader of what changes with every start of the machine and never in between. It asks once: a restart of the machine is
 * one of this process too.
 * @returns rejects where a system does not say what it always says
 */
export function createBootId(signs: BootSigns = realSigns): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    known ??= await bootId(signs);
    return known;
  };
}

async function bootId(signs: BootSigns): Promise<string> {
  switch (signs.platform) {
    case "linux":
      return (await signs.read("/proc/sys/kernel/random/boot_id")).trim();
    case "darwin":
      return (await signs.ask("/usr/sbin/sysctl", ["-n", "kern.bootsessionuuid"])).trim();
    default: {
      const counter = await signs
        .ask(windowsProgram("reg.exe"), ["query", COUNTER, "/v", "BootId", "/reg:64"])
        .catch(() => "");
      const count = /REG_DWORD\s+(0x[0-9a-f]+)/i.exec(counter)?.[1];
      if (count !== undefined) return `start-${Number(count)}`;
      // Without the prefetcher (servers, some embedded ones): the moment of the start, as far as the clock can be trusted.
      return `started-${Math.round((signs.nowMs() / 1000 - signs.uptimeS()) / SAME_START_S)}`;
    }
  }
}
