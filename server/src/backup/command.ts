import { parseArgs } from "node:util";
import { backUp } from "./back-up.ts";
import { restore } from "./restore.ts";

export const BACKUP_USAGE = `Usage: shoal server backup --data FOLDER --to BACKUPS
       shoal server restore --from BACKUPS --data FOLDER

backup copies a server, also while it runs: the database as it is at one moment, everything else in its folder, and
the blobs that are not in BACKUPS yet. Whoever has BACKUPS has the server's keys: docs/how-to/back-up-and-restore.md.

restore makes a new folder out of the newest backup in BACKUPS (or of one: BACKUPS/snapshots/MOMENT), verifies all of
it, and refuses a folder that is not empty.
`;

/** Wrong arguments; the usage says the rest. */
export class UsageError extends Error {}

/** @returns what is to be said of it @throws UsageError, or Error that names what is wrong */
export async function runBackup(verb: "backup" | "restore", args: readonly string[], nowMs: number): Promise<string> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { data: text, to: text, from: text, help: { type: "boolean" } },
  });
  if (values.help) return BACKUP_USAGE;
  const { data, to, from } = values;
  if (verb === "backup") {
    if (data === undefined || to === undefined || from !== undefined)
      throw new UsageError("a backup needs --data FOLDER and --to BACKUPS");
    const { snapshot, note, copied } = await backUp(data, to, nowMs);
    return `Backed up to ${snapshot}: ${note.database.sizeBytes} bytes of database, ${note.files.length} other files, ${note.blobs.count} blobs (${copied} of them new), the audit trail up to entry ${note.audit.entry}.\n`;
  }
  if (data === undefined || from === undefined || to !== undefined)
    throw new UsageError("a restore needs --from BACKUPS and --data FOLDER");
  const note = await restore(from, data, nowMs);
  return `Restored to ${data}, as it was at ${new Date(note.atMs).toISOString()}: ${note.blobs.count} blobs, the audit trail up to entry ${note.audit.entry}, all verified.\nStart it with: shoal server --data ${data}\n`;
}
