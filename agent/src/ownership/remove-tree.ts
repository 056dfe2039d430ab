import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";

/**
 * Takes away a tree in which others may have folders of their own. Node goes through a tree by its names: whoever puts a link in the
 * place of a folder meanwhile has another folder emptied. The system's `rm` holds on to each folder that it has looked at, and follows
 * none (fts(3), openat(2); BusyBox' does not). As another user than root there is nothing to gain by it.
 * @throws Error of the file system
 */
export async function removeTree(path: string): Promise<void> {
  if (process.platform === "win32" || process.geteuid?.() !== 0)
    return await rm(path, { recursive: true, force: true });
  const said = await new Promise<string | undefined>((resolve) => {
    const child = spawn("/bin/rm", ["-rf", "--", path], { stdio: ["ignore", "ignore", "pipe"] });
    let text = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-1000);
    });
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(code === 0 ? undefined : text.trim() || `rm ended with ${code}`));
  });
  if (said !== undefined) throw new Error(said);
}
