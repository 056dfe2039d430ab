import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { windowsProgram } from "../installer/windows-program.ts";
import { ask } from "./probe-command.ts";
import { probeEnded } from "./probe-ended.ts";
import { judgeVersion } from "./version.ts";

type RegistryLeaf = Extract<DetectLeaf, { registry: unknown }>;

export type RegistryValue =
  | { kind: "value"; text: string }
  | { kind: "absent"; detail: string }
  | { kind: "unknown"; detail: string };

/**
 * One value by `reg query`, whose exit code 1 says that key or value is not there. Its output is
 * `    NAME    REG_TYPE    DATA`, columns parted by four blanks, numbers in hexadecimal.
 * @param value "" is the key's default value, undefined that the key is there at all
 */
export async function readRegistryValue(
  context: InstallContext,
  key: string,
  value: string | undefined,
  view: 32 | 64,
): Promise<RegistryValue> {
  if (context.os !== "windows") return { kind: "unknown", detail: say("no-registry") };
  const said = await ask(context, regQueryCommand(key, value, view), LIMITS.detectTimeoutMs);
  if (!said.ok) return { kind: "unknown", detail: said.detail };
  if (said.exitCode === 1)
    return {
      kind: "absent",
      detail: say("not-in-registry", { key: `${key}${value === undefined ? "" : `, ${nameOf(value)},`}` }),
    };
  if (said.exitCode !== 0) return { kind: "unknown", detail: probeEnded("reg query", said) };
  if (value === undefined) return { kind: "value", text: "" };
  const text = parseRegValue(said.output, value);
  return text === undefined
    ? { kind: "unknown", detail: say("registry-silent", { key: nameOf(value) }) }
    : { kind: "value", text };
}

export function regQueryCommand(key: string, value: string | undefined, view: 32 | 64): [string, ...string[]] {
  const what = value === undefined ? [] : value === "" ? ["/ve"] : ["/v", value];
  return [windowsProgram("reg.exe"), "query", key, ...what, `/reg:${view}`];
}

/** @returns undefined where the output has no such value */
export function parseRegValue(output: string, value: string): string | undefined {
  for (const line of output.split(/\r?\n/)) {
    const [, name, type, data] = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/.exec(line) ?? [];
    // The default value has a name in the system's language; it is the only one in the answer.
    if (name === undefined || (value !== "" && name.toLowerCase() !== value.toLowerCase())) continue;
    const text = data ?? "";
    return type === "REG_DWORD" || type === "REG_QWORD" ? String(BigInt(text.trim())) : text;
  }
  return undefined;
}

function nameOf(value: string): string {
  return value === "" ? say("its-default") : value;
}

/** Without a view, what is in either counts: a 32-bit program on a 64-bit system writes into a registry of its own. */
export async function detectRegistry({ registry }: RegistryLeaf, context: InstallContext): Promise<LeafResult> {
  const views = registry.view === undefined ? ([64, 32] as const) : [registry.view];
  const answers: LeafResult[] = [];
  for (const view of views) {
    const answer = await judge(registry, view, context);
    if (answer.found === true) return answer;
    answers.push(answer);
  }
  // A value that is there and wrong says more than one that is not there.
  return (
    answers.find((each) => each.found === "unknown") ??
    answers.find((each) => !/not in the registry$/.test(each.detail)) ??
    answers[0]!
  );
}

async function judge(registry: RegistryLeaf["registry"], view: 32 | 64, context: InstallContext): Promise<LeafResult> {
  const { key, value, equals, range } = registry;
  const read = await readRegistryValue(context, key, value, view);
  if (read.kind !== "value") return { found: read.kind === "absent" ? false : "unknown", detail: read.detail };
  const name = value === undefined ? key : `${key}, ${nameOf(value)},`;
  if (equals !== undefined && read.text !== equals)
    return { found: false, detail: say("registry-is", { key: name, value: read.text, wanted: equals }) };
  return range === undefined
    ? { found: true, detail: say("is-there", { path: name }) }
    : judgeVersion(name, read.text, range);
}
