import { readFileSync, statSync } from "node:fs";
import { CONSOLE_DIST } from "@shoal/console/build";

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** Script that is fetched before the first page, as it crosses the wire. */
export interface Weight {
  bytes: number;
  /** What it is made of, and the files that this is in. */
  parts: string[];
  files: string[];
}

/** Of the console that is built: everything that its entry imports, and the largest of the languages, of which one is fetched. @throws Error where it is not built */
export function consoleWeight(): Weight {
  const manifest = JSON.parse(readFileSync(`${CONSOLE_DIST}/.vite/manifest.json`, "utf8")) as Record<string, Chunk>;
  const reach = (key: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(key)) return seen;
    seen.add(key);
    for (const next of manifest[key]!.imports ?? []) reach(next, seen);
    return seen;
  };
  const [entry] = Object.entries(manifest).find(([, chunk]) => chunk.isEntry) ?? [];
  const german = Object.keys(manifest).find((key) => key.endsWith("text/de/catalogue.ts"));
  if (entry === undefined || german === undefined) throw new Error("the console has no entry, or no German");
  const before = [...reach(entry), german];
  const files = before.map((key) => manifest[key]!.file);
  const bytes = files.reduce((sum, file) => sum + statSync(`${CONSOLE_DIST}/${file}.gz`).size, 0);
  return { bytes, parts: before, files };
}
