import type { Db } from "../db/schema.ts";
import type { Part, WantedBlob } from "./tally.ts";

/** What the blobs of a task are called: files of its release, and patches that make them. */
export class BlobNames {
  readonly #db: Db;
  readonly #releaseId: number;
  readonly #known = new Map<string, Part["blob"]>();
  #variants = new Map<string, WantedBlob[]>();

  constructor(db: Db, releaseId: number) {
    this.#db = db;
    this.#releaseId = releaseId;
  }

  async load(): Promise<void> {
    const files = await this.#db
      .selectFrom("release_files")
      .select(["variant_id", "name", "digest", "size_bytes as sizeBytes"])
      .where("release_id", "=", this.#releaseId)
      .execute();
    for (const { digest, sizeBytes, name } of files)
      this.#known.set(digest, { digest, sizeBytes, file: name, patch: false });
    this.#variants = Map.groupBy(files, (file) => file.variant_id);
  }

  /** Reads those that are not known yet. */
  async find(digests: readonly string[]): Promise<void> {
    const unknown = [...new Set(digests)].filter((digest) => !this.#known.has(digest));
    if (unknown.length === 0) return;
    const patches = await this.#db
      .selectFrom("patches")
      .select(["digest", "size_bytes as sizeBytes", "target_digest as target"])
      .where("digest", "in", unknown)
      .execute();
    for (const { digest, sizeBytes, target } of patches)
      this.#known.set(digest, { digest, sizeBytes, file: this.#known.get(target)?.file ?? "", patch: true });
  }

  get(digest: string): Part["blob"] {
    return this.#known.get(digest) ?? { digest, sizeBytes: 0, file: "", patch: true };
  }

  ofVariant(id: string | null): readonly WantedBlob[] {
    return this.#variants.get(id ?? "") ?? [];
  }
}
