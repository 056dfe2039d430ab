import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** By then a desktop has said that it has nothing to open it with. */
const OPENED_MS = 3000;

/**
 * Everybody of a machine sees the arguments of everybody's programs, and this address is one. It is of no use to them where the system
 * says whose connection it is (Linux).
 * @returns why the person has to open it themselves; undefined where their browser was asked to
 */
export async function openInBrowser(url: string): Promise<string | undefined> {
  if (process.platform !== "linux")
    return "the address is not given to a browser as an argument, which others could read";
  if (process.geteuid?.() === 0) return "a browser is not started as root";
  if (!process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) return "there is no desktop here";
  const opener = spawn("xdg-open", [url], { stdio: "ignore", detached: true });
  const ended = once(opener, "exit").then(([code]) => code as number | null);
  try {
    // Where it starts the browser itself, it goes on as long as that does.
    const code = await Promise.race([ended, sleep(OPENED_MS, 0, { ref: false })]);
    return code === 0 ? undefined : "no browser could be started";
  } catch {
    return "this system has no xdg-open";
  } finally {
    opener.unref();
  }
}
