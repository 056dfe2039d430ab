import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Holds a folder for this process: two servers on one database would each give out the same sequences. The lock is the
 * operating system's, on a file of its own, so it is gone with the process, however that ends.
 * @returns what gives the folder back
 * @throws Error where another process holds it
 */
export function lockFolder(folder: string): () => void {
  const database = new DatabaseSync(join(folder, "server.lock"));
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
  } catch {
    database.close();
    throw new Error(
      `the folder ${folder} is in use by another Shoal server; stop that one, or start this one with another --data folder`,
    );
  }
  return () => database.close();
}
