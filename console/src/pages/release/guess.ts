import type { Architecture, OsName } from "@shoal/protocol/device/platform";
import type { DetectRule } from "@shoal/protocol/package/detect";
import type { Installer, InstallerKind } from "@shoal/protocol/package/installer";
import type { VariantText } from "@shoal/protocol/package/package-file";

/** What a file's name says of it; a person corrects what it does not say. */
export interface Guess {
  kind: InstallerKind;
  os?: OsName;
  arch?: Architecture;
  /** Of the package. */
  name?: string;
  version?: string;
}

const ENDINGS: readonly [RegExp, InstallerKind, OsName?][] = [
  [/\.deb$/i, "deb", "linux"],
  [/\.rpm$/i, "rpm", "linux"],
  [/\.appimage$/i, "appimage", "linux"],
  [/\.(img|raw|iso)$/i, "image", "linux"],
  [/\.msi$/i, "msi", "windows"],
  [/\.exe$/i, "exe", "windows"],
  [/\.(msix|appx)(bundle)?$/i, "msix", "windows"],
  [/\.pkg$/i, "pkg", "macos"],
  [/\.dmg$/i, "dmg", "macos"],
  [/\.(tar\.gz|tgz|tar\.zst|tzst|tar|zip)$/i, "archive"],
  [/\.(ps1|cmd|bat)$/i, "script", "windows"],
  [/\.(sh|py)$/i, "script", "linux"],
];
const SYSTEMS: readonly [RegExp, OsName][] = [
  [/linux/i, "linux"],
  [/darwin|mac(os)?(?![a-z])/i, "macos"],
  [/win(dows|32|64)?(?![a-z])/i, "windows"],
];
const word = (text: string) => new RegExp(`(?<![a-z0-9])(?:${text})(?![a-z0-9])`, "i");
const ARCHITECTURES: readonly [RegExp, Architecture][] = [
  [word("x64|amd64|win64"), "x64"],
  [word("arm64|aarch64"), "arm64"],
  [word("armv7l?|armhf|armv7hl"), "armv7"],
  [word("x86|i[3-6]86|ia32|win32"), "x86"],
];

/** Whether a file may be an installer by its name: of a kind that has this ending, or a program, which has none that says what it is. */
export function mayInstall(fileName: string): boolean {
  if (ENDINGS.some(([each]) => each.test(fileName))) return true;
  const [, ending] = /\.([a-z][a-z0-9]{0,9})$/i.exec(fileName) ?? [];
  return ending === undefined || /^(bin|run|elf|out|com|x64|x86|amd64|arm64|aarch64|armv7l?|i[3-6]86)$/i.test(ending);
}

export function guessFrom(fileName: string): Guess {
  const [ending, kind, ofEnding] = ENDINGS.find(([each]) => each.test(fileName)) ?? [/$/, "exec" as const];
  const stem = fileName.replace(ending, "");
  // What stands behind an underscore begins a word, as behind a dash.
  const words = stem.replace(/x86[_-]64/gi, "x64").replaceAll("_", " ");
  const os = ofEnding ?? SYSTEMS.find(([each]) => each.test(words))?.[1];
  const arch = ARCHITECTURES.find(([each]) => each.test(words))?.[1];
  const version = /(?<![\d.])\d+(?:\.\d+)+/.exec(stem)?.[0];
  const name = nameOf(stem, version);
  return {
    kind,
    ...(os === undefined ? {} : { os }),
    ...(arch === undefined ? {} : { arch }),
    ...(version === undefined ? {} : { version }),
    ...(name === "" ? {} : { name }),
  };
}

/** What stands before the version, as a package may be called. */
function nameOf(stem: string, version: string | undefined): string {
  const before = version === undefined ? stem : stem.slice(0, stem.indexOf(version));
  return before
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+|[-_.]v?$|[-_.]+$/g, "")
    .slice(0, 64);
}

/** An installer of a kind, with its fields that have to be filled in. */
export function emptyInstaller(kind: InstallerKind): Installer {
  const needed: Partial<Record<InstallerKind, object>> = {
    archive: { into: "" },
    exe: { family: "" },
    msix: { identity: "" },
    dmg: { app: "" },
    image: { device: "" },
  };
  return { kind, ...needed[kind] } as Installer;
}

/** How a device may know that it is there; undefined: its agent's receipt says it. */
export function guessDetect({ kind, name, version }: Guess): DetectRule | undefined {
  const range = version === undefined ? {} : { range: `>=${version}` };
  switch (kind) {
    case "deb":
      return { deb: { name: name ?? "", ...range } };
    case "rpm":
      return { rpm: { name: name ?? "", ...range } };
    case "msi":
      return { msi: { productCode: "", ...range } };
    case "script":
    case "exec":
    case "exe":
    case "msix":
    case "pkg":
      return { file: { path: "" } };
    case "archive":
    case "appimage":
    case "image":
    case "dmg":
      return undefined;
  }
}

export function variantFrom(path: string, taken: readonly string[]): VariantText {
  const guess = guessFrom(path);
  const detect = guessDetect(guess);
  const wanted = [guess.os ?? "any", guess.arch].filter((each) => each !== undefined).join("-");
  return {
    id: freeName(wanted, taken),
    match: {
      ...(guess.os === undefined ? {} : { os: guess.os }),
      ...(guess.arch === undefined ? {} : { arch: guess.arch }),
    },
    files: [path],
    installer: {
      ...emptyInstaller(guess.kind),
      ...(/\.ps1$/i.test(path) ? { interpreter: "powershell" } : {}),
    } as Installer,
    ...(detect === undefined ? {} : { detect }),
  };
}

export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}
