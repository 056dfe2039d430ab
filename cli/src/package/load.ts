import { readFile, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import type { PackageFile } from "@shoal/protocol/package/package-file";
import { parsePackageFile } from "@shoal/protocol/package/parse";
import type { Path } from "@shoal/protocol/schema/json-schema";
import type { PlacedProblem } from "@shoal/protocol/yaml/parse-yaml";
import { Failure } from "../exit/failure.ts";

export const PACKAGE_FILE = "shoal.yaml";

/** A package file that could be read; whether it makes sense is for `judge.ts`. */
export interface LoadedPackage {
  /** As a person would write it from where they are: in front of every problem. */
  shownPath: string;
  folder: string;
  file: PackageFile;
  positionOf: (path: Path, on?: "key" | "value") => { line: number; column: number };
}

export type Loaded = { ok: true; loaded: LoadedPackage } | { ok: false; shownPath: string; problems: PlacedProblem[] };

/**
 * @param where a folder with a `shoal.yaml`, or the file itself
 * @throws Failure where there is nothing of the kind
 */
export async function loadPackage(cwd: string, where: string): Promise<Loaded> {
  const given = resolve(cwd, where);
  const found = await stat(given).catch(() => undefined);
  const path = found?.isDirectory() ? join(given, PACKAGE_FILE) : given;
  const size = found?.isDirectory() ? (await stat(path).catch(() => undefined))?.size : found?.size;
  if (size === undefined)
    throw new Failure({
      title: found ? `There is no ${PACKAGE_FILE} in ${where}` : `${where} is not there`,
      detail: path,
      hint: "Name a folder that has a shoal.yaml, or the file itself; examples/hello is one to start from.",
      code: "not-found",
    });
  const shownPath = shown(cwd, path);
  // Whoever names an installer by mistake should not wait until it is read.
  const text =
    size > LIMITS.packageFileBytes * 4 ? " ".repeat(LIMITS.packageFileBytes + 1) : await readFile(path, "utf8");
  const parsed = parsePackageFile(text);
  return parsed.ok
    ? { ok: true, loaded: { shownPath, folder: join(path, ".."), file: parsed.file, positionOf: parsed.positionOf } }
    : { ok: false, shownPath, problems: parsed.problems };
}

/** The shorter of the absolute path and the one from here. */
function shown(cwd: string, path: string): string {
  const from = relative(cwd, path);
  return isAbsolute(from) || from.startsWith(join("..", "..", "..")) ? path : from;
}
