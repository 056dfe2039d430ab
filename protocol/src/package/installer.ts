import Type, { type Static } from "typebox";
import { RunAs } from "./run-as.ts";

const closed = { additionalProperties: false } as const;
const Argument = Type.String({ maxLength: 8192 });
const Arguments = Type.Array(Argument, { maxItems: 128, description: "Added to the silent ones of the kind" });
const Repeatable = Type.Boolean({ description: "May be run again after it was interrupted. Default: false" });
const AllowDowngrade = Type.Boolean({ description: "Replace a newer version. Default: false" });
const FileName = Type.String({
  minLength: 1,
  maxLength: 255,
  description: "One of the variant's files; default: the first",
});
const Root = Type.String({
  minLength: 1,
  maxLength: 4096,
  description: "Another root folder, for images and sandboxes",
});
const Folder = Type.String({ minLength: 1, maxLength: 4096, description: "Absolute; %VAR% and ${VAR} are expanded" });

export const EXE_FAMILIES = ["nsis", "inno", "installshield-msi", "installshield-script", "burn", "custom"] as const;

/** `apt` resolves dependencies where it is there; `dpkg` installs just this file. */
export const DebInstaller = Type.Object(
  {
    kind: Type.Literal("deb"),
    file: Type.Optional(FileName),
    via: Type.Optional(
      Type.Enum(["auto", "apt", "dpkg"] as const, {
        description: "apt resolves dependencies, dpkg installs just this file. Default: auto",
      }),
    ),
    allowDowngrade: Type.Optional(AllowDowngrade),
    lockWaitSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 3600,
        description: "How long another package manager's lock is waited for. Default: 300",
      }),
    ),
    root: Type.Optional(Root),
    arguments: Type.Optional(Arguments),
  },
  closed,
);
export const RpmInstaller = Type.Object(
  {
    kind: Type.Literal("rpm"),
    file: Type.Optional(FileName),
    via: Type.Optional(
      Type.Enum(["auto", "dnf", "zypper", "rpm"] as const, {
        description: "dnf and zypper resolve dependencies. Default: auto",
      }),
    ),
    allowDowngrade: Type.Optional(AllowDowngrade),
    root: Type.Optional(Root),
    arguments: Type.Optional(Arguments),
  },
  closed,
);
/** Unpacks into `<into>/<version>` and switches the link `<into>/current` to it in one step; earlier ones are kept. */
export const ArchiveInstaller = Type.Object(
  {
    kind: Type.Literal("archive"),
    file: Type.Optional(FileName),
    format: Type.Optional(
      Type.Enum(["tar.gz", "tar.zst", "tar", "zip"] as const, { description: "Default: by the file's name" }),
    ),
    into: Folder,
    strip: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 16, description: "Leading folders to drop from every entry. Default: 0" }),
    ),
    keepVersions: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10, description: "Default 2: this one and the one before" }),
    ),
  },
  closed,
);
export const ScriptInstaller = Type.Object(
  {
    kind: Type.Literal("script"),
    file: Type.Optional(FileName),
    run: Type.Optional(
      Type.String({ minLength: 1, maxLength: 65_536, description: "The script itself, instead of a file" }),
    ),
    interpreter: Type.Optional(Type.String({ maxLength: 256, description: "Default: sh; powershell on Windows" })),
    runAs: Type.Optional(RunAs),
    arguments: Type.Optional(Arguments),
    repeatable: Type.Optional(Repeatable),
  },
  closed,
);
export const ExecInstaller = Type.Object(
  {
    kind: Type.Literal("exec"),
    file: Type.Optional(FileName),
    runAs: Type.Optional(RunAs),
    arguments: Type.Optional(Arguments),
    repeatable: Type.Optional(Repeatable),
  },
  closed,
);
export const MsiInstaller = Type.Object(
  {
    kind: Type.Literal("msi"),
    file: Type.Optional(FileName),
    properties: Type.Optional(
      Type.Record(Type.String({ pattern: "^[A-Z_][A-Z0-9_.]*$" }), Argument, {
        additionalProperties: false,
        description: 'Public properties: INSTALLLEVEL: "3"',
      }),
    ),
    transforms: Type.Optional(
      Type.Array(FileName, { maxItems: 16, description: "Files (.mst) that are applied in this order" }),
    ),
    arguments: Type.Optional(Arguments),
  },
  closed,
);
export const ExeInstaller = Type.Object(
  {
    kind: Type.Literal("exe"),
    file: Type.Optional(FileName),
    family: Type.Enum(EXE_FAMILIES, { description: "What made the installer, and so its silent arguments" }),
    arguments: Type.Optional(Arguments),
    /** NSIS `/D=`, Inno `/DIR=`, MSI `INSTALLDIR`. */
    into: Type.Optional(Folder),
    repeatable: Type.Optional(Repeatable),
  },
  closed,
);
export const MsixInstaller = Type.Object(
  {
    kind: Type.Literal("msix"),
    file: Type.Optional(FileName),
    dependencies: Type.Optional(
      Type.Array(FileName, { maxItems: 16, description: "Files of frameworks that it needs" }),
    ),
    identity: Type.String({ minLength: 1, maxLength: 256, description: "Package identity name: Example.Reader" }),
  },
  closed,
);
export const PkgInstaller = Type.Object(
  {
    kind: Type.Literal("pkg"),
    file: Type.Optional(FileName),
    target: Type.Optional(
      Type.String({ minLength: 1, maxLength: 4096, description: "Volume to install on. Default: /" }),
    ),
    identifier: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 256,
        description: "Of the receipt (pkgutil --pkgs); needed to remove it",
      }),
    ),
  },
  closed,
);
export const DmgInstaller = Type.Object(
  {
    kind: Type.Literal("dmg"),
    file: Type.Optional(FileName),
    app: Type.String({ pattern: "^[^/]+\\.(app|pkg)$", description: "The bundle in the image: `Reader.app`" }),
    into: Type.Optional(Folder),
  },
  closed,
);
/** Copies to `<into>/<name>-<version>.AppImage`, switches the link `<into>/<name>.AppImage`, writes a desktop entry. */
export const AppImageInstaller = Type.Object(
  {
    kind: Type.Literal("appimage"),
    file: Type.Optional(FileName),
    into: Type.Optional(Folder),
    probe: Type.Optional(
      Type.Array(Argument, {
        maxItems: 128,
        description: "Arguments of a run that proves that it starts. Default: --appimage-version",
      }),
    ),
    desktopEntry: Type.Optional(Type.Boolean({ description: "Write an entry for the menu" })),
  },
  closed,
);
/** Written, piece by piece as it comes, to a block device; what the device holds is read back before anything is claimed. */
export const ImageInstaller = Type.Object(
  {
    kind: Type.Literal("image"),
    file: Type.Optional(FileName),
    device: Type.String({
      maxLength: 512,
      pattern: "^(?:/dev/[^\\u0000-\\u001f]+|(?:ID|PARTLABEL|PARTUUID)=[^/\\u0000-\\u001f]+)$",
      description: "A path below /dev, or ID=, PARTLABEL= or PARTUUID= and a name: PARTLABEL=root-b",
    }),
  },
  closed,
);

export const Installer = Type.Union(
  [
    DebInstaller,
    RpmInstaller,
    ArchiveInstaller,
    ScriptInstaller,
    ExecInstaller,
    MsiInstaller,
    ExeInstaller,
    MsixInstaller,
    PkgInstaller,
    DmgInstaller,
    AppImageInstaller,
    ImageInstaller,
  ],
  { description: "How it is installed" },
);
export type Installer = Static<typeof Installer>;
export type InstallerKind = Installer["kind"];
export type InstallerOf<K extends InstallerKind> = Extract<Installer, { kind: K }>;
