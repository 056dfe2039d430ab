import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import type { Targets } from "@shoal/protocol/task/task";
import type { Command } from "commander";
import type { Api } from "../api/client.ts";
import { listOption } from "../command/command.ts";
import { resolveDevice } from "../device/resolve.ts";
import { usageFailure } from "../exit/failure.ts";
import { checkQuery } from "../query/check.ts";

/** Options that say which devices something is for. */
export interface TargetOptions {
  all?: boolean;
  device?: string[];
  group?: string[];
  query?: string;
  os?: string[];
  arch?: string[];
  formFactor?: string[];
  nameContains?: string;
  yes?: boolean;
}

export function withTargets(command: Command): Command {
  return command
    .optionsGroup("Which devices:")
    .option("--all", "every device")
    .addOption(listOption("--device <device>", "this one, by name or id; may be given again"))
    .addOption(listOption("--group <group>", "those in this group; may be given again"))
    .option("--query <query>", 'that are like this: "os:windows tag:till seen:<7d"')
    .addOption(listOption("--os <os>", "with this operating system", OS_NAMES))
    .addOption(listOption("--arch <arch>", "with this architecture", ARCHITECTURES))
    .addOption(listOption("--form-factor <form>", "of this kind", FORM_FACTORS))
    .option("--name-contains <text>", "whose name contains this")
    .option("--yes", "also where the query matches every device");
}

/** @throws Failure where no device is meant, or all and some of them */
export function checkTargets(options: TargetOptions): void {
  const { all, device, group, query, os, arch, formFactor, nameContains } = options;
  const narrowed = [device, group, query, os, arch, formFactor, nameContains];
  if (!all && !narrowed.some((each) => each !== undefined && (each.length > 0 || each === query)))
    throw usageFailure(
      "Which devices?",
      "Say --all, --device NAME, --group NAME, --query QUERY, or what they are: --os, --arch, --form-factor, --name-contains.",
    );
  if (all && narrowed.some((each) => each !== undefined))
    throw usageFailure("--all already means every device", "Leave it out to narrow it down, or leave out the rest.");
}

/** Names of devices become ids. @throws Failure where the query cannot be read, or there is no such device */
export async function resolveTargets(api: Api, options: TargetOptions): Promise<Targets> {
  if (options.query !== undefined) await checkQuery(options.query);
  const deviceIds: string[] = [];
  for (const text of options.device ?? []) deviceIds.push((await resolveDevice(api, text)).id);
  return {
    ...(options.all && { all: true }),
    ...(deviceIds.length > 0 && { deviceIds: [...new Set(deviceIds)] }),
    ...(options.group?.length && { groups: [...new Set(options.group.map((name) => name.toLowerCase()))] }),
    ...(options.query !== undefined && { query: options.query }),
    ...(options.os && { os: options.os }),
    ...(options.arch && { arch: options.arch }),
    ...(options.formFactor && { formFactor: options.formFactor }),
    ...(options.nameContains !== undefined && { name: options.nameContains }),
  };
}
