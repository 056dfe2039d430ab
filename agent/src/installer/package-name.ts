import type { DetectLeaf, DetectRule } from "@shoal/protocol/package/detect";
import type { InstallContext } from "./installer.ts";

/** Leaves that must be true of an installed package; what stands under `not` is somebody else's. */
export function leavesThatHold(rule: DetectRule): DetectLeaf[] {
  if ("not" in rule) return [];
  if ("all" in rule) return rule.all.flatMap(leavesThatHold);
  if ("any" in rule) return rule.any.flatMap(leavesThatHold);
  return [rule];
}

/**
 * The name under which the package manager knows what a variant installs, for its removal: of the names in its detection
 * rule the one that its file's name begins with, else the first; without any, what the file's name says.
 */
export function managedName(kind: "deb" | "rpm", { variant }: InstallContext): string | undefined {
  const file = variant.installer.file ?? variant.files[0]?.name ?? "";
  // reader_24.2.0_amd64.deb; reader-data-24.2.0-1.x86_64.rpm.
  const said = kind === "deb" ? /^([^_]+)_.*\.deb$/.exec(file)?.[1] : /^(.+)-[^-]+-[^-]+\.rpm$/.exec(file)?.[1];
  const names = leavesThatHold(variant.detect).flatMap((leaf) =>
    kind === "deb" ? ("deb" in leaf ? [leaf.deb.name] : []) : "rpm" in leaf ? [leaf.rpm.name] : [],
  );
  return names.find((name) => name === said) ?? names[0] ?? said;
}
