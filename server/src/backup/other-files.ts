import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** What is backed up in a way of its own, is made anew at a start, belongs to the process that runs, or works once and must not come back. */
const NOT_THESE = new Set([
  "shoal.db",
  "shoal.db-wal",
  "shoal.db-shm",
  "server.lock",
  "setup.link",
  "ticket.key",
  "blobs",
  "manifests",
  "incoming",
]);

/** Everything else in a server's folder, whatever it is: a key that was forgotten is a key that is lost. @returns paths within it, with `/` */
export async function otherFiles(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (folder === dataDir && NOT_THESE.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await look(path);
      else if (entry.isFile()) found.push(relative(dataDir, path).split(sep).join("/"));
    }
  };
  await look(dataDir);
  return found.sort();
}
