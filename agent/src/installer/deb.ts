import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import { expandVariables } from "../detect/expand.ts";
import type { Command, ProcessOutcome } from "../process/run.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { endedWell, mainFileOf, missingFile, unusable } from "./main-file.ts";
import { runUnlessLocked } from "./package-lock.ts";
import { managedName } from "./package-name.ts";

type Deb = InstallerOf<"deb">;
type Words = Pick<Command, "argv" | "env">;

/** Nothing may ask: stdin is closed, and a question would end the installation half-way. */
const QUIET_ENV = {
  DEBIAN_FRONTEND: "noninteractive",
  APT_LISTCHANGES_FRONTEND: "none",
  NEEDRESTART_MODE: "l",
} as const;
/** A configuration file that somebody changed stays; the package's own is put beside it as `.dpkg-dist`. */
const KEEP_CONFIGURATION = ["--force-confdef", "--force-confold"] as const;
const LOCK_WAIT_SECONDS = 300;

export function aptInstallCommand(installer: Deb, file: string): Words {
  const downgrade = installer.allowDowngrade ? ["--allow-downgrades"] : [];
  return { argv: ["apt-get", ...aptOptions(installer), ...downgrade, "install", file], env: QUIET_ENV };
}

export function aptRemoveCommand(installer: Deb, name: string, purge: boolean): Words {
  return { argv: ["apt-get", ...aptOptions(installer), purge ? "purge" : "remove", name], env: QUIET_ENV };
}

export function dpkgInstallCommand(installer: Deb, file: string): Words {
  const downgrade = installer.allowDowngrade ? [] : ["--refuse-downgrade"];
  const argv = ["dpkg", ...dpkgOptions(installer), ...downgrade, "--install", file];
  return { argv: argv as Command["argv"] & string[], env: QUIET_ENV };
}

export function dpkgRemoveCommand(installer: Deb, name: string, purge: boolean): Words {
  return { argv: ["dpkg", ...dpkgOptions(installer), purge ? "--purge" : "--remove", name], env: QUIET_ENV };
}

/** What an interrupted run of dpkg has to be followed by; apt does nothing before. */
export function dpkgConfigureCommand(installer: Deb): Words {
  return { argv: ["dpkg", ...dpkgOptions(installer), "--configure", "--pending"], env: QUIET_ENV };
}

function aptOptions({ lockWaitSeconds = LOCK_WAIT_SECONDS, arguments: args = [] }: Deb): string[] {
  const options = [
    `DPkg::Lock::Timeout=${lockWaitSeconds}`,
    ...KEEP_CONFIGURATION.map((force) => `Dpkg::Options::=${force}`),
    // Its own unprivileged user cannot read the agent's private folder.
    "APT::Sandbox::User=root",
  ];
  return ["-y", "-q", ...options.flatMap((option) => ["-o", option]), ...args];
}

function dpkgOptions({ root, arguments: args = [] }: Deb): string[] {
  // Another root may be prepared by anybody: an image is not this machine.
  const elsewhere = root === undefined ? [] : [`--root=${expandVariables(root)}`, "--force-not-root"];
  return [...KEEP_CONFIGURATION, ...elsewhere, ...args];
}

export const deb: InstallerAdapter<"deb"> = {
  kind: "deb",
  async install(installer, context) {
    const file = mainFileOf(installer, context);
    if (file === undefined) return missingFile(installer, context);
    if (installer.via === "apt" && installer.root !== undefined) return unusable(say("apt-no-root"), "other-via");
    if (await wasInterrupted(installer)) {
      const mended = await runWith(installer, context, dpkgConfigureCommand(installer));
      if (mended.kind !== "exited") return mended;
      if (!endedWell(mended)) context.log.write("[dpkg was interrupted before, and could not be mended]\n");
    }
    return await runWith(
      installer,
      context,
      usesApt(installer, file) ? aptInstallCommand(installer, file) : dpkgInstallCommand(installer, file),
    );
  },
  async remove(installer, context) {
    const name = managedName("deb", context);
    if (name === undefined) return unusable(say("deb-no-name"));
    const purge = context.variant.remove?.purge === true;
    // apt removes everything that needs it too, which nobody has ordered; dpkg refuses then, and says what needs it.
    const command =
      installer.via === "apt" ? aptRemoveCommand(installer, name, purge) : dpkgRemoveCommand(installer, name, purge);
    return await runWith(installer, context, command);
  },
};

function usesApt({ via = "auto", root }: Deb, file: string): boolean {
  if (via !== "auto") return via === "apt";
  // apt takes a file for a name unless it ends so.
  return root === undefined && file.endsWith(".deb") && existsSync("/usr/bin/apt-get");
}

function runWith(installer: Deb, context: InstallContext, words: Words): Promise<ProcessOutcome> {
  return runUnlessLocked(words, context, (installer.lockWaitSeconds ?? LOCK_WAIT_SECONDS) * 1000);
}

/** dpkg's journal of a run that did not end: apt refuses to do anything while it is there. */
async function wasInterrupted({ root = "" }: Deb): Promise<boolean> {
  const journal = await readdir(`${expandVariables(root)}/var/lib/dpkg/updates`).catch(() => []);
  return journal.some((name) => /^[0-9]+$/.test(name));
}
