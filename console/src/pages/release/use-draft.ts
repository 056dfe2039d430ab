import { asWritten, ICON_PATH } from "@shoal/core/package/as-written";
import { iconProblem } from "@shoal/core/package/icon";
import { packagePaths } from "@shoal/core/package/normalise";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { PackageFile } from "@shoal/protocol/package/package-file";
import { parsePackageFile } from "@shoal/protocol/package/parse";
import type { Release } from "@shoal/protocol/package/release";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { inWords } from "../../text/said.ts";
import { EMPTY_FILE, freePath, nameOf, withFile, withMore } from "./draft.ts";
import { mayInstall } from "./guess.ts";
import { type Judged, judge, unhashed } from "./judge.ts";
import { Uploads } from "./uploads.ts";

interface Icon {
  path: string;
  base64: string;
}

export interface Refused {
  file: string;
  /** There is nothing in it, or its name is that of no installer and no variant waits for it. */
  why: "empty" | "unknown";
}

const wordsOf = ({ message, hint }: { message: string; hint?: string }): string =>
  (hint === undefined ? [message] : [message, hint]).map(inWords).join(": ");

/** A release as it is being written: its package file, its files, and what is wrong with them. */
export function useDraft(from: Release | undefined) {
  const written = useMemo(() => from && asWritten(from), [from]);
  const [begun] = useState<PackageFile>(written ? { ...written.file, version: "" } : EMPTY_FILE);
  const [file, setFile] = useState(begun);
  const [icon, setIcon] = useState<Icon | undefined>(
    from?.icon === undefined ? undefined : { path: ICON_PATH, base64: from.icon },
  );
  /** What is wrong with a package file that was dropped. */
  const [unread, setUnread] = useState<string[]>([]);
  /** Files that were not taken in, each with why. */
  const [refused, setRefused] = useState<Refused[]>([]);
  const [uploads] = useState(() => {
    const all = new Uploads();
    for (const [path, { digest, sizeBytes, manifestDigest }] of written?.files ?? [])
      all.known(path, { digest, sizeBytes, manifestDigest });
    return all;
  });
  useEffect(() => () => uploads.close(), [uploads]);
  const all = useSyncExternalStore(uploads.onChange, () => uploads.all);
  // Bytes that pass change nothing of what the file says.
  const named = [...all.values()].map(({ path, sizeBytes, ref }) => [path, ref ?? unhashed(sizeBytes)] as const);
  const key = JSON.stringify(named);
  const files = useMemo(() => new Map(JSON.parse(key) as [string, BlobRef][]), [key]);
  const base64 = icon && file.icon === icon.path ? icon.base64 : undefined;
  const judged: Judged = useMemo(() => judge(file, files, base64), [file, files, base64]);
  const paths = packagePaths(file);
  const wanted = JSON.stringify(paths);
  useEffect(() => uploads.keep(JSON.parse(wanted) as string[]), [uploads, wanted]);

  /** The path that a file of this name stands for: one that the package file has and that is not there yet, or one of its own. */
  const pathFor = (name: string): string =>
    paths.find((each) => nameOf(each) === name && !all.has(each)) ?? freePath(name, new Set(paths));

  const takeIcon = async (picked: File) => {
    const bytes = new Uint8Array(await picked.slice(0, 64 * 1024).arrayBuffer());
    const wrong = iconProblem(picked.name, picked.size, bytes);
    if (wrong) return setUnread([wordsOf(wrong)]);
    setIcon({ path: picked.name, base64: btoa(String.fromCharCode(...bytes)) });
    setFile((before) => ({ ...before, icon: picked.name }));
  };
  const takeText = async (picked: File) => {
    const parsed = parsePackageFile(await picked.text());
    setUnread(
      parsed.ok ? [] : parsed.problems.map((each) => `${picked.name}:${each.line}:${each.column}: ${wordsOf(each)}`),
    );
    if (parsed.ok) setFile(parsed.file);
    return parsed.ok ? parsed.file : undefined;
  };
  return {
    file,
    setFile,
    changed: file !== begun,
    all,
    uploads,
    files,
    judged,
    unread,
    refused,
    /** Takes in what was dropped: package file, icon, and files, each of which begins to be sent. */
    async take(picked: readonly File[]) {
      setUnread([]);
      const not: Refused[] = [];
      const text = picked.find(({ name }) => /\.ya?ml$/i.test(name));
      let next = (text && (await takeText(text))) ?? file;
      const fresh = new Set([...all.values()].filter(({ known }) => known !== true).map(({ path }) => path));
      for (const each of picked) {
        if (each === text) continue;
        if (/\.png$/i.test(each.name)) {
          await takeIcon(each);
          continue;
        }
        const had = packagePaths(next);
        const waiting = had.find((one) => nameOf(one) === each.name && !fresh.has(one));
        const why = each.size === 0 ? "empty" : waiting !== undefined || mayInstall(each.name) ? undefined : "unknown";
        if (why !== undefined) {
          not.push({ file: each.name, why });
          continue;
        }
        const path = waiting ?? freePath(each.name, new Set(had));
        next = withFile(next, path, fresh);
        fresh.add(path);
        uploads.add(path, each);
      }
      setRefused(not);
      const { icon: _, ...rest } = next;
      setFile((before) => (before.icon === undefined ? rest : { ...rest, icon: before.icon }));
    },
    addTo(variant: number, picked: File) {
      setRefused(picked.size === 0 ? [{ file: picked.name, why: "empty" }] : []);
      if (picked.size === 0) return;
      const path = pathFor(picked.name);
      setFile((before) => withMore(before, variant, path));
      uploads.add(path, picked);
    },
  };
}
