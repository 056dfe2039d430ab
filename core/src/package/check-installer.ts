import type { OsName } from "@shoal/protocol/device/platform";
import type { Installer, InstallerKind, InstallerOf } from "@shoal/protocol/package/installer";
import type { Variant } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { conditionsOf } from "../variant/conditions.ts";
import { checkAbsolute } from "./check-folder.ts";
import { type PackageProblem, problemAt } from "./problem.ts";

/** Where a kind of installer exists. Kinds that are not named exist everywhere. */
const KIND_OS: Partial<Record<InstallerKind, OsName>> = {
  deb: "linux",
  rpm: "linux",
  appimage: "linux",
  image: "linux",
  msi: "windows",
  exe: "windows",
  msix: "windows",
  pkg: "macos",
  dmg: "macos",
};

/** Ends of names that say how an archive is packed. */
export const ARCHIVE_NAMES = /\.(?:tar\.gz|tgz|tar\.zst|tzst|tar|zip)$/i;

/** What the schema cannot say of an installer: that its files are there, that it can run where the variant matches. */
export function checkInstaller(variant: Variant, path: Path): PackageProblem[] {
  const { installer } = variant;
  const here: Path = [...path, "installer"];
  return [
    ...checkSystem(variant, here),
    ...checkFiles(variant, here),
    ...checkKind(installer, variant, here),
    ...checkFolders(installer, here),
  ];
}

function checkSystem(variant: Variant, path: Path): PackageProblem[] {
  const { kind } = variant.installer;
  const needed = KIND_OS[kind];
  const others = [...(conditionsOf(variant.match)?.os ?? [])].filter((os) => needed !== undefined && os !== needed);
  if (others.length === 0) return [];
  return problemAt(
    [...path, "kind"],
    say("pkg-for-system", { installer: kind, os: needed!, others: others.join(" and ") }),
    say("pkg-add-os", { os: needed! }),
  );
}

function checkFiles(variant: Variant, path: Path): PackageProblem[] {
  const { installer, files } = variant;
  const names = new Set(files.map((file) => file.name));
  const needsFile = installer.kind !== "script" || installer.run === undefined;
  if (needsFile && files.length === 0)
    return problemAt(
      path,
      say("pkg-needs-file", { installer: installer.kind }),
      say(installer.kind === "script" ? "pkg-list-or-run" : "pkg-list-file"),
    );
  const named: [Path, string | undefined][] = [[[...path, "file"], installer.file]];
  if (installer.kind === "msi")
    for (const [at, name] of (installer.transforms ?? []).entries()) named.push([[...path, "transforms", at], name]);
  if (installer.kind === "msix")
    for (const [at, name] of (installer.dependencies ?? []).entries())
      named.push([[...path, "dependencies", at], name]);
  return named.flatMap(([where, name]) =>
    name === undefined || names.has(name)
      ? []
      : problemAt(
          where,
          say("pkg-not-among", { file: name }),
          names.size === 0 ? say("pkg-no-files") : say("pkg-its-files", { list: [...names].join(", ") }),
        ),
  );
}

function checkFolders(installer: Installer, path: Path): PackageProblem[] {
  return [
    ...("into" in installer ? checkAbsolute(installer.into, [...path, "into"]) : []),
    ...("root" in installer ? checkAbsolute(installer.root, [...path, "root"]) : []),
  ];
}

function checkKind(installer: Installer, variant: Variant, path: Path): PackageProblem[] {
  switch (installer.kind) {
    case "script":
      return installer.run !== undefined && installer.file !== undefined
        ? problemAt([...path, "file"], say("pkg-run-or-file"))
        : [];
    case "exe":
      return installer.family === "custom" && installer.arguments === undefined
        ? problemAt([...path, "family"], say("pkg-custom"), say("pkg-custom-hint"))
        : [];
    case "archive": {
      const name = installer.file ?? variant.files[0]?.name ?? "";
      return installer.format === undefined && name !== "" && !ARCHIVE_NAMES.test(name)
        ? problemAt(path, say("pkg-packed-how", { file: name }), say("pkg-give-format"))
        : [];
    }
    case "deb":
    case "rpm":
    case "exec":
    case "msi":
    case "msix":
    case "pkg":
    case "dmg":
    case "appimage":
      return [];
    case "image":
      return checkImage(installer, variant, path);
  }
}

/** What is packed would be written as it is. */
const PACKED = /\.(?:gz|tgz|zst|xz|bz2|lz4|zip|7z|qcow2|vmdk|vdi|vhdx?|simg)$/i;

function checkImage(installer: InstallerOf<"image">, { files, before }: Variant, path: Path): PackageProblem[] {
  if (before !== undefined)
    return problemAt([...path.slice(0, -1), "before"], say("pkg-image-before"), say("pkg-image-before-hint"));
  const name = installer.file ?? files[0]?.name ?? "";
  const file = files.find((each) => each.name === name);
  const where: Path = installer.file === undefined ? path : [...path, "file"];
  if (file?.sizeBytes === 0) return problemAt(where, say("pkg-image-empty", { file: name }));
  return PACKED.test(name)
    ? problemAt(where, say("pkg-image-packed", { file: name }), say("pkg-image-packed-hint"))
    : [];
}
