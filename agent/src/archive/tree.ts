import { constants } from "node:fs";
import { chmod, link, lstat, mkdir, open, symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { ArchiveRefused } from "./entry.ts";
import { quoted } from "./place.ts";

/** Not set-user-id, set-group-id or sticky, and as with a umask of 022: nobody but the owner writes what root installs. */
const KEPT_BITS = 0o755;

/**
 * What is being unpacked. Symbolic links are made at the end, when everything else is written: so nothing can be written
 * through one.
 */
export class Tree {
  readonly links = new Map<string, string>();
  fileCount = 0;
  sizeBytes = 0;
  readonly #root: string;
  readonly #made = new Map<string, "file" | "folder">();
  readonly #folderModes = new Map<string, number>();

  constructor(root: string) {
    this.#root = root;
  }

  async folder(place: string[], mode: number): Promise<void> {
    await this.#folders(place);
    // Our own user must be able to write into it and to take it away again.
    this.#folderModes.set(place.join("/"), (mode & KEPT_BITS) | 0o700);
  }

  async file(place: string[], mode: number, modifiedAt: Date, content: Readable): Promise<void> {
    const path = await this.#free(place);
    // Exclusive, and never through a link: what is there was not put there by us.
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
    const handle = await open(path, flags, 0o600);
    try {
      await handle.writeFile(content);
      this.sizeBytes += (await handle.stat()).size;
      await handle.chmod(mode & KEPT_BITS);
      if (Number.isFinite(modifiedAt.getTime())) await handle.utimes(modifiedAt, modifiedAt);
      await handle.sync();
    } finally {
      await handle.close();
    }
    this.#made.set(place.join("/"), "file");
    this.fileCount++;
  }

  async symlink(place: string[], target: string): Promise<void> {
    const name = place.join("/");
    if (this.#made.has(name)) throw new ArchiveRefused(`${quoted(name)} in it is a link and something else`);
    await this.#folders(place.slice(0, -1));
    this.links.set(name, target);
  }

  async hardlink(place: string[], target: string[]): Promise<void> {
    if (this.#made.get(target.join("/")) !== "file")
      throw new ArchiveRefused(`the hard link ${quoted(place.join("/"))} in it points at no file before it`);
    const path = await this.#free(place);
    await link(join(this.#root, ...target), path);
    this.#made.set(place.join("/"), "file");
    this.fileCount++;
  }

  /** Makes the links, then sets the modes of folders: one that may not be written into was still to be written into. */
  async finish(): Promise<void> {
    for (const [name, target] of this.links) {
      if (this.#made.has(name)) throw new ArchiveRefused(`${quoted(name)} in it is a link and something else`);
      await symlink(target, join(this.#root, name));
    }
    for (const [name, mode] of this.#folderModes) await chmod(join(this.#root, name), mode);
    for (const [name, kind] of [...this.#made].reverse())
      if (kind === "folder") await syncFolder(join(this.#root, name));
    await syncFolder(this.#root);
  }

  /** The path of a file to be written. A later entry of the same name takes the place of an earlier one, as with tar. */
  async #free(place: string[]): Promise<string> {
    const name = place.join("/");
    await this.#folders(place.slice(0, -1));
    const path = join(this.#root, ...place);
    if (this.#made.get(name) === "folder") throw new ArchiveRefused(`${quoted(name)} in it is a folder and a file`);
    if (this.#made.delete(name)) await unlink(path);
    return path;
  }

  async #folders(place: string[]): Promise<void> {
    for (let depth = 1; depth <= place.length; depth++) {
      const name = place.slice(0, depth).join("/");
      if (this.#made.get(name) === "folder") continue;
      if (this.links.has(name)) throw new ArchiveRefused(`a name in it goes through the link ${quoted(name)}`);
      if (this.#made.has(name)) throw new ArchiveRefused(`${quoted(name)} in it is a folder and a file`);
      const path = join(this.#root, name);
      try {
        await mkdir(path, 0o755);
      } catch (error) {
        // Where upper and lower case are the same, another name may have made it.
        if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !(await lstat(path)).isDirectory()) throw error;
      }
      this.#made.set(name, "folder");
      // Said, and not left to the umask that the agent happens to have.
      this.#folderModes.set(name, 0o755);
    }
  }
}

/** A name is durable when its folder is. Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
