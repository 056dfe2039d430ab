import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { ask } from "./probe-command.ts";
import { judgeVersion } from "./version.ts";

type RegistryLeaf = Extract<DetectLeaf, { registry: unknown }>;

export type RegistryValue =
  | { kind: "value"; text: string }
  | { kind: "absent"; detail: string }
  | { kind: "unknown"; detail: string };

/**
 * One value by `reg query`, whose exit code 1 says that key or value is not there. Its output is
 * `    NAME    REG_TYPE    DATA`, columns parted by four blanks, numbers in hexadecimal.
 */
export async function readRegistryValue(
  context: InstallContext,
  key: string,
  value: string | undefined,
  view: 32 | 64 | undefined,
): Promise<RegistryValue> {
  if (context.os !== "windows") return { kind: "unknown", detail: "there is no registry on this system" };
  const argv = ["reg", "query", key, ...(value === undefined ? [] : ["/v", value]), `/reg:${view ?? 64}`] as const;
  const said = await ask(context, argv as unknown as [string, ...string[]], LIMITS.detectTimeoutMs);
  if (!said.ok) return { kind: "unknown", detail: said.detail };
  if (said.exitCode === 1)
    return { kind: "absent", detail: `${key}${value === undefined ? "" : `, ${value},`} is not in the registry` };
  if (said.exitCode !== 0)
    return { kind: "unknown", detail: `reg query ended with ${said.exitCode}: ${said.output.trim().slice(0, 200)}` };
  if (value === undefined) return { kind: "value", text: "" };
  for (const line of said.output.split(/\r?\n/)) {
    const match = line.match(/^ {4}(.+?) {4}(REG_[A-Z_]+) {4}(.*)$/);
    if (match && match[1]!.toLowerCase() === value.toLowerCase())
      return {
        kind: "value",
        text: match[2] === "REG_DWORD" || match[2] === "REG_QWORD" ? String(BigInt(match[3]!.trim())) : match[3]!,
      };
  }
  return { kind: "unknown", detail: `reg query said nothing of ${value}` };
}

export async function detectRegistry({ registry }: RegistryLeaf, context: InstallContext): Promise<LeafResult> {
  const { key, value, equals, range, view } = registry;
  const read = await readRegistryValue(context, key, value, view);
  if (read.kind !== "value") return { found: read.kind === "absent" ? false : "unknown", detail: read.detail };
  const name = value === undefined ? key : `${key}\\${value}`;
  if (equals !== undefined && read.text !== equals)
    return { found: false, detail: `${name} is "${read.text}", not "${equals}"` };
  return range === undefined ? { found: true, detail: `${name} is there` } : judgeVersion(name, read.text, range);
}
