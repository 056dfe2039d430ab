import { existsSync } from "node:fs";
import { compareRpm } from "@shoal/core/version/rpm";
import { LIMITS } from "@shoal/protocol/limits";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import { expandVariables } from "../detect/expand.ts";
import { ask } from "../detect/probe-command.ts";
import type { Command } from "../process/run.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { mainFileOf, missingFile, unusable } from "./main-file.ts";
import { runUnlessLocked } from "./package-lock.ts";
import { managedName } from "./package-name.ts";

type Rpm = InstallerOf<"rpm">;
type Words = Pick<Command, "argv">;
type Tool = "dnf" | "zypper" | "rpm";

const LOCK_WAIT_MS = 300_000;
/** The version in the form that `compareRpm` takes. */
const VERSION = "%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n";

export function rpmInstallCommand(installer: Rpm, file: string): Words {
  const older = installer.allowDowngrade ? ["--oldpackage"] : [];
  // The same version again is a repair, not an error.
  return { argv: ["rpm", ...rootOptions(installer), "-U", "--replacepkgs", ...older, ...extra(installer), file] };
}

/** @param order `downgrade` where a newer version is installed: dnf has a word of its own for it */
export function dnfInstallCommand(installer: Rpm, file: string, order: "install" | "downgrade"): Words {
  return { argv: ["dnf", "-y", "-q", ...extra(installer), order, file] };
}

export function zypperInstallCommand(installer: Rpm, file: string): Words {
  const older = installer.allowDowngrade ? ["--oldpackage"] : [];
  // The release's signature has been checked, over the file's digest.
  const options = ["--allow-unsigned-rpm", "--auto-agree-with-licenses", ...older, ...extra(installer)];
  return { argv: ["zypper", "--non-interactive", "install", ...options, file] };
}

export function rpmRemoveCommand(installer: Rpm, name: string, tool: Tool): Words {
  switch (tool) {
    case "dnf":
      return { argv: ["dnf", "-y", "-q", "--noautoremove", "remove", name] };
    case "zypper":
      return { argv: ["zypper", "--non-interactive", "remove", name] };
    case "rpm":
      return { argv: ["rpm", ...rootOptions(installer), "-e", name] };
  }
}

function rootOptions({ root }: Rpm): string[] {
  return root === undefined ? [] : ["--root", expandVariables(root)];
}

function extra({ arguments: args = [] }: Rpm): readonly string[] {
  return args;
}

export const rpm: InstallerAdapter<"rpm"> = {
  kind: "rpm",
  async install(installer, context) {
    const file = mainFileOf(installer, context);
    if (file === undefined) return missingFile(installer, context);
    const { via = "auto", root } = installer;
    if (root !== undefined && via !== "auto" && via !== "rpm")
      return unusable(say("rpm-no-root", { via }), "other-via");
    return await runUnlessLocked(await installCommand(installer, file, context), context, LOCK_WAIT_MS);
  },
  async remove(installer, context) {
    const name = managedName("rpm", context);
    if (name === undefined) return unusable(say("rpm-no-name"));
    // dnf and zypper take away what needs it too; rpm refuses then, and says what needs it.
    const tool = installer.via === undefined || installer.via === "auto" ? "rpm" : installer.via;
    // rpm ends with 1 for what is not there, zypper with 104: as for what went wrong.
    if (await isAbsent(installer, name, context)) {
      context.log.write(`${name} is not installed: nothing to remove\n`);
      return { kind: "exited", exitCode: 0, durationMs: 0 };
    }
    return await runUnlessLocked(rpmRemoveCommand(installer, name, tool), context, LOCK_WAIT_MS);
  },
};

async function installCommand(installer: Rpm, file: string, context: InstallContext): Promise<Words> {
  switch (toolFor(installer)) {
    case "rpm":
      return rpmInstallCommand(installer, file);
    case "zypper":
      return zypperInstallCommand(installer, file);
    case "dnf": {
      if (!(await isOlder(file, context))) return dnfInstallCommand(installer, file, "install");
      // dnf would quietly put an older version in the place of a newer one; rpm refuses.
      return installer.allowDowngrade
        ? dnfInstallCommand(installer, file, "downgrade")
        : rpmInstallCommand(installer, file);
    }
  }
}

function toolFor({ via = "auto", root }: Rpm): Tool {
  if (via !== "auto") return via;
  if (root !== undefined) return "rpm";
  return (["dnf", "zypper"] as const).find((tool) => existsSync(`/usr/bin/${tool}`)) ?? "rpm";
}

async function isAbsent(installer: Rpm, name: string, context: InstallContext): Promise<boolean> {
  const said = await ask(context, ["rpm", ...rootOptions(installer), "-q", name], LIMITS.detectTimeoutMs);
  return said.ok && said.exitCode !== 0 && /is not installed/.test(said.output);
}

/** Whether the file is older than what is installed; no, where that cannot be found out. */
async function isOlder(file: string, context: InstallContext): Promise<boolean> {
  const read = async (...args: string[]): Promise<string[]> => {
    const said = await ask(context, ["rpm", ...args], LIMITS.detectTimeoutMs);
    return said.ok && said.exitCode === 0 ? said.output.trim().split("\n") : [];
  };
  const [name, version] = await read("-qp", "--nosignature", "--qf", `%{NAME}\\n${VERSION}`, file);
  if (name === undefined || version === undefined) return false;
  const installed = await read("-q", "--qf", VERSION, name);
  return installed.some((each) => /^[0-9]+:/.test(each) && compareRpm(version, each) < 0);
}
