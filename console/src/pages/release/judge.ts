import { normalise, packagePaths } from "@shoal/core/package/normalise";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { PackageFile } from "@shoal/protocol/package/package-file";
import { parsePackageFile } from "@shoal/protocol/package/parse";
import type { Release } from "@shoal/protocol/package/release";
import { writePackageFile } from "@shoal/protocol/package/write";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";

export interface Problem {
  path: Path;
  line: number;
  column: number;
  message: string;
  hint?: string | undefined;
  /** It is in the language of the page. */
  translated?: boolean;
}
export interface Judged {
  /** `shoal.yaml`, as the form says it. */
  text: string;
  problems: Problem[];
  /** What would be signed; absent where something is wrong. Files that are not hashed yet have no digests in it. */
  release?: Release;
  /** Places of what others find wrong with it. */
  positionOf: (path: Path) => { line: number; column: number };
}

/** Stands for the names of a file that is not hashed yet. */
const UNHASHED = "0".repeat(64);
export const unhashed = (sizeBytes: number): BlobRef => ({
  digest: UNHASHED,
  sizeBytes,
  manifestDigest: UNHASHED,
});

/**
 * Judges what the form says by the file that it writes, as the command line judges a file: the text that is shown is the one that is read.
 * @param files what its paths stand for
 * @param icon what its icon is, in base64
 */
export function judge(file: PackageFile, files: ReadonlyMap<string, BlobRef>, icon: string | undefined): Judged {
  const text = writePackageFile(file);
  const parsed = parsePackageFile(text);
  const nowhere = () => ({ line: 1, column: 1 });
  if (!parsed.ok) return { text, problems: parsed.problems, positionOf: nowhere };
  const { positionOf } = parsed;
  const placed = (found: readonly Omit<Problem, "line" | "column">[]) =>
    found.map(({ path, message, hint }) => ({ path, message, hint, ...positionOf(path) }));
  const lost = parsed.file.icon !== undefined && icon === undefined;
  const absent = lost
    ? placed([{ path: ["icon"], message: say("pkg-file-gone", { file: String(parsed.file.icon) }), hint: undefined }])
    : [];
  const normalised = normalise(parsed.file, files, icon);
  if (normalised.ok && !lost) return { text, problems: [], release: normalised.release, positionOf };
  const problems = [...absent, ...(normalised.ok ? [] : placed(normalised.problems))];
  return { text, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column), positionOf };
}

/** Whether each file has its digest by now. */
export function isHashed(file: PackageFile, files: ReadonlyMap<string, BlobRef>): boolean {
  return packagePaths(file).every((path) => (files.get(path)?.digest ?? UNHASHED) !== UNHASHED);
}
