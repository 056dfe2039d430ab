import { spawn } from "node:child_process";
import { once } from "node:events";

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
  try {
    await once(opener, "spawn");
  } catch {
    return "this system has no xdg-open";
  }
  opener.unref();
  return undefined;
}
