import { chmod, chown, constants, copyFile, lstat, mkdir, mkdtemp } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { say } from "@shoal/protocol/sentence/say";
import { removeTree } from "../ownership/remove-tree.ts";
import type { Account } from "./account.ts";

/** What an account that is not the agent's own gets to work in. */
export interface Room {
  /** Root's: what is run lies here, and the account may read it and not change it. */
  files: string;
  /** The account's own and nobody else's: its working folder, and that for its temporary files. */
  tmp: string;
  /** Lets the account read and run a file; one that is not in `files` is copied there. @returns its path there */
  give(path: string): Promise<string>;
  clear(): Promise<void>;
}

/**
 * Makes a room below the agent's state. The folders on the way to it may be gone through by everybody from now on, and read by nobody:
 * what else is in the state is closed by its own modes.
 * @returns why the account could not get there
 */
export async function makeRoom(roomsDir: string, { name, uid, gid }: Account): Promise<Room | string> {
  await mkdir(roomsDir, { recursive: true, mode: 0o711 });
  for (const path of [roomsDir, dirname(roomsDir)]) await chmod(path, 0o711);
  const closed = await closedOn(roomsDir);
  if (closed !== undefined) return say("closed-to", { account: name, path: closed });
  const folder = await mkdtemp(join(roomsDir, "room-"));
  const [files, tmp] = [join(folder, "files"), join(folder, "tmp")];
  for (const path of [files, tmp]) await mkdir(path, { mode: 0o700 });
  await chown(tmp, uid, gid);
  for (const path of [files, folder]) await show(path, gid);
  return {
    files,
    tmp,
    async give(path) {
      const there = join(files, basename(path));
      if (there !== path) await copyFile(path, there, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      await show(there, gid);
      return there;
    },
    // The account may have put links into its folder, and may put more there while this runs.
    clear: () => removeTree(folder),
  };
}

/** Root's, and to be read by the account. */
async function show(path: string, gid: number): Promise<void> {
  await chown(path, 0, gid);
  await chmod(path, 0o750);
}

/** The folder on the way that is closed to others. */
async function closedOn(path: string): Promise<string | undefined> {
  for (let at = path; ; at = dirname(at)) {
    if (((await lstat(at)).mode & 0o001) === 0) return at;
    if (at === dirname(at)) return undefined;
  }
}
