import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { privateFile } from "../ownership/private-folder.ts";

/**
 * Holds a state folder for this process. Two agents on one would run installers twice. The lock is the operating system's
 * on a file of its own: it is gone with the process, however that ends, on every platform.
 * @returns what gives it back
 * @throws Error where another process holds it
 */
export function lockState(stateDir: string): () => void {
  const file = join(stateDir, "agent.lock");
  privateFile(file);
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
  } catch {
    database.close();
    throw new Error(`another agent is running on ${stateDir}; stop it first, or give this one another --state folder`);
  }
  return () => database.close();
}
