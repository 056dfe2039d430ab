import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { boot } from "../server/booted.ts";
import { type Script, ScriptedAgent } from "./scripted-agent.ts";
import { shoalFor } from "./shoal.ts";

export const YAML = `name: tool
version: "1.0.0"
publisher: Lab
description: Something to install
variants:
  - id: windows
    match: { os: windows }
    files: [tool.exe]
    installer: { kind: exe, family: nsis }
    detect: { file: { path: 'C:\\tool.exe' } }
    remove: { command: ['C:\\remove.exe', /S] }
  - id: linux
    match: { os: linux }
    files: [tool.bin]
    installer: { kind: exec }
    detect: { file: { path: /opt/tool } }
    remove: { run: rm /opt/tool }
`;

export function writePackage(folder: string, yaml: string = YAML): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "shoal.yaml"), yaml);
  writeFileSync(join(folder, "tool.exe"), "windows ".repeat(1000));
  writeFileSync(join(folder, "tool.bin"), "linux ".repeat(1000));
  return folder;
}

/** Indices into the mixed fleet. */
export const FLEET = { windows: 0, mac: 5, linux: 10 } as const;

const origin = { ...NO_BYTES, origin: 6000 };
export const SUCCEEDS: Script = [
  { state: "accepted" },
  { state: "resolving", variantId: "linux" },
  { state: "fetching" },
  { state: "verifying", bytes: origin },
  { state: "waiting" },
  { state: "installing" },
  { state: "checking" },
  { state: "succeeded", variantId: "linux", bytes: origin, reason: { code: "installed" } },
];
export const FAILS: Script = [
  { state: "accepted" },
  { state: "resolving", variantId: "windows" },
  { state: "fetching" },
  { state: "verifying" },
  { state: "waiting" },
  { state: "installing" },
  {
    state: "failed",
    variantId: "windows",
    reason: { code: "exit-code", detail: "exit code 1603: fatal error", next: "Close the program and try again." },
    result: {
      exitCode: 1603,
      durationMs: 900,
      attempt: 1,
      logTail: "Return value 3.\n\u001b[31mred",
      logTruncated: false,
    },
  },
];
export const NOT_FOR_IT: Script = [
  { state: "accepted" },
  { state: "resolving" },
  { state: "not-applicable", reason: { code: "no-variant" } },
];

/** A server, and the CLI as its operator with a trusted release key and a published package. */
export async function published(t: TestContext) {
  const booted = await boot(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: booted.server.url, SHOAL_TOKEN: booted.server.adminToken });
  await shoal("key", "generate");
  await shoal("trust", "init");
  await shoal("package", "publish", writePackage(join(shoal.cwd, "tool")));
  /** Enrols a device of the fleet that says what the script says. */
  const play = async (index: number, script: Script) => {
    const wire = await booted.enrol(index);
    await new ScriptedAgent(wire, () => script).start();
    return wire;
  };
  return { ...booted, shoal, play };
}
