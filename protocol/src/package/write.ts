import { stringify } from "yaml";
import { PackageFile, VariantText } from "./package-file.ts";

/** A package file that is read as this one, with its keys in the order of the documentation. */
export function writePackageFile(file: PackageFile): string {
  const variants = file.variants.map((variant) => inOrder(variant, Object.keys(VariantText.properties)));
  return stringify(inOrder({ ...file, variants }, Object.keys(PackageFile.properties)), { lineWidth: 0 });
}

/** Without what is undefined. */
function inOrder<T extends object>(value: T, keys: readonly string[]): Partial<T> {
  const place = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => place(a) - place(b))) as Partial<T>;
}
