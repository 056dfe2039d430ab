import { say } from "@shoal/protocol/sentence/say";
import { windowsProgram } from "../installer/windows-program.ts";
import { createOutputLog } from "../process/output-log.ts";
import type { ProcessOutcome, RunProcess } from "../process/run.ts";
import { runProcess } from "../process/spawn-process.ts";
import type { Host } from "./host.ts";

const TIMEOUT_MS = 30_000;
const BUSYBOX_DELAY_S = 15;
/** Longest that Windows shows; the others show less. */
const REASON_CHARS = 500;

/** How a system is asked for a restart a minute from now, so that what was proved can still be reported; best first. */
export function restartCommands(os: Host["os"], reason: string): [string, ...string[]][] {
  // One line, and nothing that begins like an option.
  const words = reason
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/^[-\s]+/, "")
    .slice(0, REASON_CHARS);
  switch (os) {
    case "windows":
      // p:4:2: planned, for the installation of an application.
      return [[windowsProgram("shutdown.exe"), "/r", "/t", "60", "/d", "p:4:2", "/c", words]];
    case "macos":
      return [["/sbin/shutdown", "-r", "+1", words]];
    case "linux":
      // Small systems have no shutdown. BusyBox sleeps before it asks, in the foreground, so its delay must end in time.
      return [
        ["shutdown", "-r", "+1", words],
        ["reboot", "-d", String(BUSYBOX_DELAY_S)],
      ];
  }
}

/** Asks for a restart. What a system does not have is passed over. */
export async function restart(os: Host["os"], reason: string, run: RunProcess = runProcess): Promise<ProcessOutcome> {
  let outcome: ProcessOutcome = {
    kind: "unusable",
    detail: say("no-way-to-restart"),
    next: "restart-device",
  };
  for (const argv of restartCommands(os, reason)) {
    outcome = await run({ argv, timeoutMs: TIMEOUT_MS }, createOutputLog());
    if (outcome.kind !== "unusable") break;
  }
  return outcome;
}
