import type { InstallerOf } from "@shoal/protocol/package/installer";
import type { ReleaseFile, Variant } from "@shoal/protocol/package/release";

/** The file of a variant that goes to a block device; undefined where its kind is another one. */
export function imageOf({
  installer,
  files,
}: Variant): { installer: InstallerOf<"image">; file: ReleaseFile } | undefined {
  if (installer.kind !== "image") return undefined;
  const file = installer.file === undefined ? files[0] : files.find(({ name }) => name === installer.file);
  return file && { installer, file };
}
