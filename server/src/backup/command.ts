import { existsSync, readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { LIMITS } from "@shoal/protocol/limits";
import { backUpToFile, restoreFromFile } from "./archive.ts";
import { backUp } from "./back-up.ts";
import { restore } from "./restore.ts";

export const BACKUP_USAGE = `Usage: shoal server backup --data FOLDER --to FILE --passphrase-file SECRET
       shoal server restore --from FILE --passphrase-file SECRET --data FOLDER
       shoal server backup --data FOLDER --to BACKUPS
       shoal server restore --from BACKUPS --data FOLDER

With a passphrase (the first line of SECRET) all of a server is one encrypted file, in the format of age. Who has lost the
machine needs that file and the passphrase, and nothing else.

backup copies a server, also while it runs: the database as it is at one moment, everything else in its folder, and
the blobs that are not in BACKUPS yet. Whoever has BACKUPS has the server's keys: docs/how-to/back-up-and-restore.md.

restore makes a new folder out of the newest backup in BACKUPS (or of one: BACKUPS/snapshots/MOMENT), verifies all of
it, and refuses a folder that is not empty.
`;

/** Wrong arguments; the usage says the rest. */
export class UsageError extends Error {}

/** @throws UsageError where it is one that is guessed */
function passphraseIn(file: string): string {
  const [line = ""] = readFileSync(file, "utf8").split(/\r?\n/, 1);
  const passphrase = line.trim();
  if (passphrase.length < LIMITS.backupPassphraseChars)
    throw new UsageError(
      `the first line of ${file} has ${passphrase.length} characters; a passphrase has ${LIMITS.backupPassphraseChars} at least`,
    );
  return passphrase;
}

/** @returns what is to be said of it @throws UsageError, or Error that names what is wrong */
export async function runBackup(verb: "backup" | "restore", args: readonly string[], nowMs: number): Promise<string> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { data: text, to: text, from: text, "passphrase-file": text, help: { type: "boolean" } },
  });
  if (values.help) return BACKUP_USAGE;
  const { data, to, from } = values;
  const secret = values["passphrase-file"];
  if (verb === "backup") {
    if (data === undefined || to === undefined || from !== undefined)
      throw new UsageError("a backup needs --data FOLDER and --to BACKUPS");
    if (secret !== undefined) {
      if (existsSync(to) && statSync(to).isDirectory())
        throw new UsageError(`${to} is a folder; with a passphrase a backup is one file: name one in it`);
      const { note, sizeBytes } = await backUpToFile(data, to, passphraseIn(secret), nowMs);
      return `Backed up to ${to}: ${sizeBytes} bytes, encrypted, with ${note.files.length} keys and other files, ${note.blobs.count} blobs, the audit trail up to entry ${note.audit.entry}.\nKeep the passphrase elsewhere: nobody can restore it without.\n`;
    }
    const { snapshot, note, copied } = await backUp(data, to, nowMs);
    return `Backed up to ${snapshot}: ${note.database.sizeBytes} bytes of database, ${note.files.length} other files, ${note.blobs.count} blobs (${copied} of them new), the audit trail up to entry ${note.audit.entry}.\n`;
  }
  if (data === undefined || from === undefined || to !== undefined)
    throw new UsageError("a restore needs --from BACKUPS and --data FOLDER");
  const isFile = existsSync(from) && statSync(from).isFile();
  if (isFile && secret === undefined) throw new UsageError(`${from} is a file: it needs --passphrase-file SECRET`);
  if (!isFile && secret !== undefined)
    throw new UsageError(`${from} is no file: a folder of backups needs no passphrase`);
  const note = isFile
    ? await restoreFromFile(from, data, passphraseIn(secret!), nowMs)
    : await restore(from, data, nowMs);
  return `Restored to ${data}, as it was at ${new Date(note.atMs).toISOString()}: ${note.blobs.count} blobs, the audit trail up to entry ${note.audit.entry}, all verified.\nStart it with: shoal server --data ${data}\n`;
}
