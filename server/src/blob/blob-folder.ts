import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, statfs } from "node:fs/promises";
import { join } from "node:path";

/**
 * Where blobs and manifests lie: `blobs/ab/<digest>` and `manifests/ab/<digest>`, so that any web server can serve them,
 * and `incoming/` beside them in the same file system, so that what is complete moves into place in one step.
 */
export class BlobFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Makes the folders, and takes away what a crash left half received. */
  async prepare(): Promise<void> {
    await rm(this.#incoming, { recursive: true, force: true });
    await mkdir(this.#incoming, { recursive: true });
    const names = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
    for (const kind of ["blobs", "manifests"]) {
      const folder = join(this.root, kind);
      await mkdir(folder, { recursive: true });
      const there = new Set(await readdir(folder));
      for (const name of names) if (!there.has(name)) await mkdir(join(folder, name), { recursive: true });
      await syncFolder(folder);
    }
    await syncFolder(this.root);
  }

  get #incoming(): string {
    return join(this.root, "incoming");
  }

  blobPath(digest: string): string {
    return join(this.root, "blobs", digest.slice(0, 2), digest);
  }

  manifestPath(digest: string): string {
    return join(this.root, "manifests", digest.slice(0, 2), digest);
  }

  /** A new name in `incoming/`; whoever takes it takes the file away. */
  temporaryPath(): string {
    return join(this.#incoming, randomBytes(12).toString("hex"));
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.root);
    return bavail * bsize;
  }

  /** Moves a file whose content is durable to its place, durably. */
  async place(from: string, to: string): Promise<void> {
    await rename(from, to);
    await syncFolder(join(to, ".."));
  }

  /** Writes a small file durably, whole or not at all. */
  async write(to: string, bytes: Uint8Array): Promise<void> {
    const path = this.temporaryPath();
    try {
      const file = await open(path, "wx", 0o644);
      try {
        await file.writeFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
      }
      await this.place(path, to);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }
}

/** A new name in a folder survives a power cut only when the folder itself is synced. */
async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, "r");
    await folder.sync();
  } catch (error) {
    // Windows cannot open a folder like a file; there a rename is journaled by NTFS.
    if (process.platform !== "win32") throw error;
  } finally {
    await folder?.close();
  }
}
