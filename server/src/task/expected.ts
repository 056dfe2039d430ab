import { LIMITS } from "@shoal/protocol/limits";
import type { TaskKind } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";

/** One kind of order on one kind of platform. */
export interface Like {
  releaseId: number;
  package: string;
  kind: TaskKind;
  os: string;
  arch: string;
}

/** How long an answer is good: a fleet that comes for its task at once asks the database once. */
const KEPT_MS = 60_000;
const KEPT = 1000;

/** How long installations take, by what the like of them took: of the same release, else of any of the package. */
export class ExpectedDurations {
  readonly #now: () => number;
  readonly #known = new Map<string, { atMs: number; expectedMs: number | undefined }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns milliseconds; undefined where too few are known */
  async of(db: Db, like: Like): Promise<number | undefined> {
    const key = JSON.stringify([like.releaseId, like.kind, like.os, like.arch]);
    const known = this.#known.get(key);
    if (known && this.#now() - known.atMs < KEPT_MS) return known.expectedMs;
    const expectedMs = await readExpected(db, like);
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(key, { atMs: this.#now(), expectedMs });
    return expectedMs;
  }
}

async function readExpected(db: Db, { releaseId, package: name, kind, os, arch }: Like): Promise<number | undefined> {
  const rows = await db
    .selectFrom("actions")
    .select(["release_id", "install_ms"])
    .where("package", "=", name)
    .where("kind", "=", kind)
    .where("os", "=", os)
    .where("arch", "=", arch)
    .where("state", "=", "succeeded")
    .where("install_ms", "is not", null)
    .orderBy("ended_ms", "desc")
    .limit(LIMITS.expectedSamples)
    .execute();
  const same = rows.filter((row) => row.release_id === releaseId);
  return nineOfTen(same) ?? nineOfTen(rows);
}

function nineOfTen(rows: readonly { install_ms: number | null }[]): number | undefined {
  if (rows.length < LIMITS.expectedSamplesLeast) return undefined;
  const took = rows.map((row) => row.install_ms ?? 0).sort((a, b) => a - b);
  return took[Math.ceil(took.length * 0.9) - 1];
}
