import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { LIMITS } from "@shoal/protocol/limits";
import type { PackageFile, VariantText } from "@shoal/protocol/package/package-file";
import type { Release, ReleaseFile, Variant } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { defaultDetect } from "./default-detect.ts";
import { normaliseMatch } from "./normalise-match.ts";
import { normaliseRemove, normaliseRequires, normaliseScript, readDuration } from "./normalise-parts.ts";
import { normaliseRelations } from "./normalise-relations.ts";
import { type Complain, type PackageProblem, problemAt } from "./problem.ts";
import { validateRelease } from "./validate.ts";

export type Normalised = { ok: true; release: Release } | { ok: false; problems: PackageProblem[] };

/** Every file that a package names, as written, each once. */
export function packagePaths(file: PackageFile): string[] {
  return [...new Set(file.variants.flatMap((variant) => (variant.files ?? []).map(pathOf)))];
}

/**
 * Turns what an author writes into what is signed: lists are lists in a fixed order, sizes are bytes, times are
 * milliseconds, defaults are written out. Paths of problems are those of the author's file.
 * @param files what the paths of the package stand for; every path must be there
 * @param icon what its icon's path stands for, in base64
 */
export function normalise(file: PackageFile, files: ReadonlyMap<string, BlobRef>, icon?: string): Normalised {
  const problems: PackageProblem[] = [];
  const complain: Complain = (found) => void problems.push(...found);
  const variants = file.variants.map((variant, at) => normaliseVariant(variant, files, ["variants", at], complain));
  const release: Release = {
    format: 1,
    name: file.name,
    version: file.version,
    publisher: file.publisher,
    description: file.description ?? "",
    ...(file.localized === undefined ? {} : { localized: file.localized }),
    ...(icon === undefined ? {} : { icon }),
    ...normaliseRelations(file, complain),
    variants: variants.filter((variant) => variant !== undefined),
  };
  if (problems.length > 0) return { ok: false, problems };
  const invalid = [...validateRelease(release), ...checkSize(release)];
  return invalid.length === 0 ? { ok: true, release } : { ok: false, problems: invalid };
}

function checkSize(release: Release): PackageProblem[] {
  const bytes = encodeCbor(release).length;
  const message = say("pkg-release-large", { count: bytes, maximum: LIMITS.releaseBytes });
  return bytes <= LIMITS.releaseBytes ? [] : problemAt([], message, say("pkg-scripts-apart"));
}

function normaliseVariant(
  text: VariantText,
  blobs: ReadonlyMap<string, BlobRef>,
  path: Path,
  complain: Complain,
): Variant | undefined {
  const detect = text.detect ?? defaultDetect(text.installer);
  if (detect === undefined)
    complain(
      problemAt(path, say("doc-missing", { key: "detect" }), say("pkg-no-detect", { installer: text.installer.kind })),
    );
  const files = (text.files ?? [])
    .map((each, at) => normaliseFile(each, blobs, [...path, "files", at], complain))
    .filter((each) => each !== undefined);
  const timeoutMs =
    text.timeout === undefined
      ? LIMITS.installTimeoutMs
      : readDuration(text.timeout, LIMITS.installTimeoutMaxMs, [...path, "timeout"], complain);
  const expectedMs =
    text.expectedDuration === undefined
      ? undefined
      : readDuration(text.expectedDuration, timeoutMs, [...path, "expectedDuration"], complain);
  const requires = text.requires && normaliseRequires(text.requires, [...path, "requires"], complain);
  const remove = text.remove && normaliseRemove(text.remove, [...path, "remove"], complain);
  const before = text.before === undefined ? undefined : normaliseScript(text.before, [...path, "before"], complain);
  const after = text.after === undefined ? undefined : normaliseScript(text.after, [...path, "after"], complain);
  const match = normaliseMatch(text.match, [...path, "match"], complain);
  if (detect === undefined) return undefined;
  return {
    id: text.id,
    match,
    files,
    installer: text.installer,
    detect,
    ...(requires === undefined ? {} : { requires }),
    ...(text.exitCodes === undefined ? {} : { exitCodes: text.exitCodes }),
    ...(text.secrets === undefined ? {} : { secrets: text.secrets }),
    ...(remove === undefined ? {} : { remove }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    timeoutMs,
    ...(expectedMs === undefined ? {} : { expectedMs }),
  };
}

type FileText = NonNullable<VariantText["files"]>[number];

function pathOf(file: FileText): string {
  return typeof file === "string" ? file : file.path;
}

function normaliseFile(
  file: FileText,
  blobs: ReadonlyMap<string, BlobRef>,
  path: Path,
  complain: Complain,
): ReleaseFile | undefined {
  const where = pathOf(file);
  const blob = blobs.get(where);
  if (blob === undefined) {
    complain(problemAt(path, say("pkg-file-gone", { file: where }), say("pkg-file-beside")));
    return undefined;
  }
  const name = (typeof file === "string" ? undefined : file.name) ?? where.split(/[\\/]/).at(-1)!;
  return { name, digest: blob.digest, sizeBytes: blob.sizeBytes, manifestDigest: blob.manifestDigest };
}
