import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Shell } from "../command/shell.ts";

/** Where a server on this machine keeps its data, from the folder that one is in: its own default, and the README's. */
const FOLDERS = ["shoal-data", join(".shoal", "server")];
/** What the server writes at its first start, for its own user only. */
const TOKEN_FILE = "admin.token";

/** The token of a server on this machine, where this user may read it. */
export async function localToken(
  shell: Pick<Shell, "env" | "cwd">,
): Promise<{ token: string; path: string } | undefined> {
  const given = shell.env.SHOAL_DATA;
  for (const folder of given ? [given] : FOLDERS) {
    const path = join(resolve(shell.cwd, folder), TOKEN_FILE);
    const text = await readFile(path, "utf8").catch(() => "");
    if (text.trim() !== "") return { token: text.trim(), path };
  }
  return undefined;
}
