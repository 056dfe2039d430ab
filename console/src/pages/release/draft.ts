import type { PackageFile, VariantText } from "@shoal/protocol/package/package-file";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { freeName, guessFrom, variantFrom } from "./guess.ts";

/** Nothing filled in yet. What is missing is told as what is wrong with the file. */
export const EMPTY_FILE: PackageFile = { name: "", version: "", publisher: "", variants: [] };

export const pathOf = (file: NonNullable<VariantText["files"]>[number]): string =>
  typeof file === "string" ? file : file.path;

export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1)!;

/** What stands at a path; undefined: nothing. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], value);
}

/** The same with something else at a path; undefined takes away what is there, and what is empty by that. */
export function put<T>(value: T, path: Path, next: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return next as T;
  const inner = put((value as Record<string | number, unknown> | undefined)?.[step], rest, next);
  if (Array.isArray(value)) return value.toSpliced(Number(step), 1, ...(inner === undefined ? [] : [inner])) as T;
  const { [step]: _, ...others } = (value ?? {}) as Record<string | number, unknown>;
  const empty = rest.length > 0 && typeof inner === "object" && inner !== null && Object.keys(inner).length === 0;
  if (inner === undefined || (empty && step !== "match")) return others as T;
  // Where it was before, so that nothing moves in the file.
  const entries = Object.entries({ ...(value as object), [step]: inner });
  return Object.fromEntries(entries) as T;
}

/** The name under which a file may stand beside the package file. */
export function freePath(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${number}/${name}`)) number++;
  return `${number}/${name}`;
}

/**
 * Takes in a file: instead of the one of an earlier release that is for the same devices, or else with a variant of its own.
 * @param fresh files that were picked for this release
 */
export function withFile(file: PackageFile, path: string, fresh: ReadonlySet<string>): PackageFile {
  const guess = guessFrom(nameOf(path));
  const head = {
    ...file,
    name: file.name || (guess.name ?? ""),
    version: file.version || (guess.version ?? ""),
  };
  const waiting = head.variants.findIndex(({ files }) => files?.map(pathOf).includes(path));
  if (waiting >= 0) return head;
  const old = head.variants.findIndex(({ files = [] }) => {
    const first = files[0] && pathOf(files[0]);
    if (first === undefined || fresh.has(first)) return false;
    const before = guessFrom(nameOf(first));
    return before.kind === guess.kind && before.arch === guess.arch && before.os === guess.os;
  });
  if (old >= 0)
    return { ...head, variants: head.variants.map((each, index) => (index === old ? replaced(each, path) : each)) };
  const taken = head.variants.map(({ id }) => id);
  return { ...head, variants: [...head.variants, variantFrom(path, taken)] };
}

/** The first file of a variant is another one; where its rule named the version of the one before, it names this one's. */
function replaced(variant: VariantText, path: string): VariantText {
  const [first, ...others] = variant.files ?? [];
  const [before, after] = [guessFrom(nameOf(pathOf(first!))).version, guessFrom(nameOf(path)).version];
  const named = (value: unknown) =>
    before === undefined || after === undefined || before === after
      ? value
      : (JSON.parse(JSON.stringify(value).replaceAll(before, after)) as unknown);
  return {
    ...variant,
    files: [path, ...others],
    installer: { ...variant.installer, ...("file" in variant.installer ? { file: nameOf(path) } : {}) },
    ...(variant.detect === undefined ? {} : { detect: named(variant.detect) as VariantText["detect"] & object }),
  };
}

/** Another file of a variant, behind those that it has. */
export function withMore(file: PackageFile, variant: number, path: string): PackageFile {
  return put(file, ["variants", variant, "files"], [...(file.variants[variant]?.files ?? []), path]);
}

export function withoutFile(file: PackageFile, variant: number, path: string): PackageFile {
  const left = file.variants[variant]?.files?.filter((each) => pathOf(each) !== path) ?? [];
  return put(file, ["variants", variant, "files"], left.length === 0 ? undefined : left);
}

export function withoutVariant(file: PackageFile, variant: number): PackageFile {
  return { ...file, variants: file.variants.filter((_, index) => index !== variant) };
}

/** The same variant once more, for other devices. */
export function withCopy(file: PackageFile, variant: number): PackageFile {
  const from = file.variants[variant]!;
  const copy = {
    ...from,
    id: freeName(
      from.id,
      file.variants.map(({ id }) => id),
    ),
  };
  return { ...file, variants: file.variants.toSpliced(variant + 1, 0, copy) };
}
