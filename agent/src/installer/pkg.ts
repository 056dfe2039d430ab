import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import { expandVariables } from "../detect/expand.ts";
import type { Command } from "../process/run.ts";
import type { InstallerAdapter } from "./installer.ts";
import { interpreterCommand, writeScript } from "./interpreter.ts";
import { mainFileOf, missingFile, unusable } from "./main-file.ts";

export function pkgInstallCommand(file: string, target: string): Pick<Command, "argv" | "env"> {
  // The variable tells scripts of packages that nobody looks at a window.
  return {
    argv: ["/usr/sbin/installer", "-verboseR", "-pkg", file, "-target", target],
    env: { COMMAND_LINE_INSTALL: "1" },
  };
}

/**
 * macOS keeps a list of what a package put where, and has no command that takes it away: files first, then those of its
 * folders that are empty, then the receipt. $1 is the identifier, $2 the volume.
 */
export const PKG_REMOVE_SCRIPT = `set -eu
info=$(pkgutil --volume "$2" --pkg-info "$1")
location=$(printf '%s\\n' "$info" | sed -n 's/^location: //p')
root="\${2%/}/\${location#/}"
root="\${root%/}"
case "/$location/" in */../*) echo "the receipt names a place outside of the volume: $location" >&2; exit 1 ;; esac
pkgutil --volume "$2" --only-files --files "$1" | while IFS= read -r name; do
  case "/$name/" in */../*) echo "the receipt names a file outside of its place: $name" >&2; exit 1 ;; esac
  rm -f -- "$root/$name"
done
pkgutil --volume "$2" --only-dirs --files "$1" | LC_ALL=C sort -r | while IFS= read -r name; do
  case "/$name/" in */../*) exit 1 ;; esac
  rmdir -- "$root/$name" 2>/dev/null || :
done
pkgutil --volume "$2" --forget "$1"
`;

export const pkg: InstallerAdapter<"pkg"> = {
  kind: "pkg",
  async install(installer, context) {
    const file = mainFileOf(installer, context);
    if (file === undefined) return missingFile(installer, context);
    const { workDir: cwd, timeoutMs } = context;
    const command = pkgInstallCommand(file, targetOf(installer));
    return await context.run({ ...command, cwd, timeoutMs }, context.log, context.signal);
  },
  async remove(installer, context) {
    const { identifier } = installer;
    if (identifier === undefined) return unusable(say("pkg-no-identifier"));
    const { os, workDir: cwd, timeoutMs } = context;
    const file = await writeScript(PKG_REMOVE_SCRIPT, "sh", context, cwd);
    const argv = interpreterCommand(file, "sh", os, [identifier, targetOf(installer)]);
    return await context.run({ argv, cwd, timeoutMs }, context.log, context.signal);
  },
};

function targetOf({ target = "/" }: InstallerOf<"pkg">): string {
  return expandVariables(target);
}
