import { join } from "node:path";
import { normalise, packagePaths } from "@shoal/core/package/normalise";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Release } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import type { LoadedPackage } from "./load.ts";
import { lookAt } from "./look-at.ts";
import { readIcon } from "./read-icon.ts";

export interface PackageProblemLine {
  line: number;
  column: number;
  message: string;
  hint?: string | undefined;
  code: string;
}

export interface SourceFile {
  /** As the package names it. */
  name: string;
  path: string;
  sizeBytes: number;
}

export type Judged =
  | { ok: true; release: Release; files: SourceFile[]; icon?: string }
  | { ok: false; problems: PackageProblemLine[] };

/** Stands for what a file will be called once it is hashed: a release that is only judged has no digests yet. */
const UNHASHED = "0".repeat(64);

/** Everything that can be wrong with a package before a byte of its files is read: rules, ties, files that are not there. */
export async function judgePackage(loaded: LoadedPackage): Promise<Judged> {
  const problems: PackageProblemLine[] = [];
  const files: SourceFile[] = [];
  const refs = new Map<string, BlobRef>();
  for (const name of packagePaths(loaded.file)) {
    const found = await lookAt(loaded.folder, name);
    if (typeof found === "number") {
      files.push({ name, path: join(loaded.folder, name), sizeBytes: found });
      refs.set(name, { digest: UNHASHED, sizeBytes: found, manifestDigest: UNHASHED });
    } else {
      problems.push(
        ...placesOf(loaded, name).map((path) =>
          place(loaded, { path, on: "value", ...found, code: "package-invalid" }),
        ),
      );
      // So that what is said about this file is said once.
      refs.set(name, { digest: UNHASHED, sizeBytes: 0, manifestDigest: UNHASHED });
    }
  }
  const icon = await readIcon(loaded);
  if (icon && "message" in icon)
    problems.push(place(loaded, { path: ["icon"], on: "value", ...icon, code: "package-invalid" }));
  const inline = icon && "base64" in icon ? icon.base64 : undefined;
  const normalised = normalise(loaded.file, refs, inline);
  if (!normalised.ok) problems.push(...normalised.problems.map((each) => place(loaded, each)));
  if (normalised.ok && problems.length === 0)
    return { ok: true, release: normalised.release, files, ...(inline === undefined ? {} : { icon: inline }) };
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function placesOf({ file }: LoadedPackage, name: string): Path[] {
  return file.variants.flatMap((variant, at) =>
    (variant.files ?? []).flatMap((each, index) =>
      (typeof each === "string" ? each : each.path) === name ? [["variants", at, "files", index]] : [],
    ),
  );
}

function place(
  loaded: LoadedPackage,
  problem: { path: Path; on: "key" | "value"; message: string; hint?: string; code: string },
): PackageProblemLine {
  const { line, column } = loaded.positionOf(problem.path, problem.on);
  return { line, column, message: problem.message, hint: problem.hint, code: problem.code };
}
