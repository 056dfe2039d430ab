import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Fetcher, type TargetFile, Updater } from "tuf-js";
import { DownloadHTTPError } from "tuf-js/dist/error.js";
import { LIMITS } from "../limits.ts";

/**
 * Follows a repository of releases with `tuf-js`, in a folder that remembers what was seen of it. Loaded by whoever needs it in that
 * moment: it brings megabytes of code with it.
 */
export interface TrustJob {
  folder: string;
  /** The root that this client was given, which it starts from where the folder has nothing that can be read. */
  root: string;
  /** The clock of this system. */
  nowMs: number;
  /** `<package>/<version>` */
  paths: string[];
}

export interface TrustedTarget {
  length: number;
  sha256: string;
}

export type Followed =
  /** By path: what the release keys have signed for; null: nothing. */
  | { ok: true; targets: Record<string, TrustedTarget | null>; lost: string[] }
  /** `unreachable`: asking again may help. `refused`: in the library's words. */
  | { ok: false; why: "unreachable" | "refused" | "disk"; detail: string; lost: string[] };

/** What came of asking for a file of metadata. `tooLong`: there is more of it than it may have; otherwise asking again may help. */
export type Downloaded = Uint8Array | "absent" | { failed: string; tooLong: boolean };
export type TrustDownload = (file: string, maxBytes: number) => Promise<Downloaded>;

const BASE = "trust://repository/";

export async function followTrust(job: TrustJob, download: TrustDownload): Promise<Followed> {
  const lost: string[] = [];
  const fetcher = new Downloads(download);
  let disk: string | undefined;
  const persist = (role: string, bytes: Buffer) => {
    try {
      keep(job.folder, `${encodeURIComponent(role)}.json`, bytes);
    } catch (error) {
      disk = (error as Error).message;
      throw error;
    }
  };
  try {
    const updater = open(job, fetcher, lost);
    const inside = updater as unknown as { persistMetadata: typeof persist; trustedSet: { referenceTime: Date } };
    // The library writes over the file that it has: cut off in the middle, half of one would be left.
    inside.persistMetadata = persist;
    inside.trustedSet.referenceTime = new Date(job.nowMs);
    await updater.refresh();
    const targets: Record<string, TrustedTarget | null> = {};
    for (const path of job.paths) {
      const found = await updater.getTargetInfo(path);
      targets[path] = found ? targetOf(path, found) : null;
    }
    return { ok: true, targets, lost };
  } catch (error) {
    // What the library makes of it has lost why.
    const { unreachable, tooLong } = fetcher;
    if (unreachable !== undefined) return { ok: false, why: "unreachable", detail: unreachable, lost };
    if (tooLong !== undefined) return { ok: false, why: "refused", detail: tooLong, lost };
    if (disk !== undefined) return { ok: false, why: "disk", detail: disk, lost };
    return { ok: false, why: "refused", detail: (error as Error).message, lost };
  }
}

/** A release key that was stolen signs whatever it likes: how much an agent would read of it is not for the thief to say. */
function targetOf(path: string, { length, hashes }: TargetFile): TrustedTarget {
  const { sha256 } = hashes;
  if (!Number.isSafeInteger(length) || length < 1 || length > LIMITS.releaseBytes)
    throw new Error(`${path} is signed for with ${length} bytes; a release has ${LIMITS.releaseBytes} at most`);
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256))
    throw new Error(`${path} is signed for without a SHA-256`);
  return { length, sha256 };
}

class Downloads implements Fetcher {
  unreachable: string | undefined;
  tooLong: string | undefined;
  readonly #download: TrustDownload;

  constructor(download: TrustDownload) {
    this.#download = download;
  }

  downloadFile(): never {
    throw new Error("targets are fetched by others");
  }

  async downloadBytes(url: string, maxLength: number): Promise<Buffer> {
    const file = url.slice(BASE.length);
    const answer = await this.#download(file, maxLength);
    if (answer instanceof Uint8Array) return Buffer.from(answer);
    if (answer === "absent") {
      // The library ends its way along the roots by this error alone.
      if (/^\d+\.root\.json$/.test(file)) throw new DownloadHTTPError("there is no newer root", 404);
      // It was there when the snapshot was read: a newer one has taken its place, or will.
      this.unreachable = `${file} is not there`;
      throw new Error(this.unreachable);
    }
    if (answer.tooLong) this.tooLong = `${file} does not end: ${answer.failed}`;
    else this.unreachable = `${file}: ${answer.failed}`;
    throw new Error(answer.failed);
  }
}

/** With what the folder remembers of this root; what in it cannot be read is taken out, and told of. */
function open({ folder, root }: TrustJob, fetcher: Downloads, lost: string[]): Updater {
  const pin = createHash("sha256").update(root).digest("hex");
  const isKnown = read(join(folder, "pinned"))?.toString() === pin;
  if (!isKnown) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const begin = () => {
    keep(folder, "root.json", Buffer.from(root));
    // Last: without it, all that is in the folder is of nobody.
    keep(folder, "pinned", Buffer.from(pin));
  };
  if (!isKnown) begin();
  for (const name of ["timestamp", "snapshot"]) {
    const file = join(folder, `${name}.json`);
    if (!read(file) || readsAsJson(file)) continue;
    rmSync(file, { force: true });
    lost.push(`the newest ${name} that it knew: an older one would not be noticed this once`);
  }
  const updater = () => new Updater({ metadataDir: folder, metadataBaseUrl: BASE, fetcher, config: CONFIG });
  try {
    return updater();
  } catch {
    begin();
    lost.push("the newest root that it knew: it starts again from the one that it was given");
    return updater();
  }
}

const CONFIG = {
  rootMaxLength: LIMITS.trustRootBytes,
  timestampMaxLength: LIMITS.trustTimestampBytes,
  snapshotMaxLength: LIMITS.trustSnapshotBytes,
  targetsMaxLength: LIMITS.trustTargetsBytes,
};

function readsAsJson(file: string): boolean {
  try {
    return typeof JSON.parse(readFileSync(file, "utf8")) === "object";
  } catch {
    return false;
  }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, whenever the power goes. */
function keep(folder: string, name: string, bytes: Uint8Array): void {
  const file = join(folder, name);
  const descriptor = openSync(`${file}.new`, "w", 0o600);
  try {
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.new`, file);
}
