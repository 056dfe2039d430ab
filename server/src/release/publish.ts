import { validateRelease } from "@shoal/core/package/validate";
import { checkPublishable, type PublishProblem } from "@shoal/core/release/check-publish";
import { decodeCbor, encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Release } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { catalogueFrom, knownReleases } from "./known-releases.ts";

/**
 * Everything that must hold before a release document is kept: deterministic, valid, no ties, all content here.
 * @throws Refusal
 */
export async function checkRelease(db: Db, document: Uint8Array): Promise<Release> {
  let value: unknown;
  try {
    value = decodeCbor(document);
  } catch (error) {
    throw new Refusal("bad-request", `the release is not CBOR: ${(error as Error).message}`);
  }
  const [problem] = validateRelease(value);
  if (problem)
    throw new Refusal(
      problem.code,
      `${problem.path.join(".")}: ${problem.message}${problem.hint ? `; ${problem.hint}` : ""}`,
    );
  const release = value as Release;
  // One release has one encoding, and so one digest.
  if (Buffer.compare(encodeCbor(release), document) !== 0)
    throw new Refusal("bad-request", "the CBOR is not deterministic (RFC 8949, 4.2.1)");
  await checkContent(db, release);
  return release;
}

/** What a release needs of others that is not there. */
export async function relationProblems(db: Db, release: Release): Promise<PublishProblem[]> {
  const needed = (release.dependencies ?? []).map((each) => each.package);
  if (needed.length === 0) return [];
  return checkPublishable(release, catalogueFrom(await knownReleases(db, needed)));
}

/** @throws Refusal that says what to publish first */
export async function refuseUnmet(db: Db, release: Release): Promise<void> {
  const [problem, ...others] = await relationProblems(db, release);
  if (!problem) return;
  const all = [problem, ...others].map(({ message, hint }) => `${message}; ${hint}`);
  throw new Refusal(problem.code, all.join(". "));
}

async function checkContent(db: Db, release: Release): Promise<void> {
  const files = release.variants.flatMap((variant) => variant.files);
  const digests = [...new Set(files.map((file) => file.digest))];
  const stored = new Map<string, { size_bytes: number; manifest_digest: string }>();
  for (let at = 0; at < digests.length; at += 500)
    for (const row of await db
      .selectFrom("blobs")
      .selectAll()
      .where("digest", "in", digests.slice(at, at + 500))
      .execute())
      stored.set(row.digest, row);
  for (const file of files) {
    const blob = stored.get(file.digest);
    if (!blob) throw new Refusal("blob-missing", say("file-not-uploaded", { file: file.name, digest: file.digest }));
    if (blob.size_bytes !== file.sizeBytes || blob.manifest_digest !== file.manifestDigest)
      throw new Refusal("blob-mismatch", say("file-other", { file: file.name }));
  }
}
