import { compareDeb } from "@shoal/core/version/deb";
import { compareRpm } from "@shoal/core/version/rpm";
import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { expandVariables } from "./expand.ts";
import { ask } from "./probe-command.ts";
import { probeEnded } from "./probe-ended.ts";
import { judgeVersion } from "./version.ts";

type DebLeaf = Extract<DetectLeaf, { deb: unknown }>;
type RpmLeaf = Extract<DetectLeaf, { rpm: unknown }>;

/** The other root that this variant installs into, where it does. */
function rootOf(context: InstallContext): string | undefined {
  const { installer } = context.variant;
  return (installer.kind === "deb" || installer.kind === "rpm") && installer.root !== undefined
    ? expandVariables(installer.root)
    : undefined;
}

/** Only `install ok installed` counts: a half-configured package is not installed. */
export async function detectDeb({ deb }: DebLeaf, context: InstallContext): Promise<LeafResult> {
  const root = rootOf(context);
  const argv: [string, ...string[]] = [
    "dpkg-query",
    ...(root ? [`--admindir=${root}/var/lib/dpkg`] : []),
    "-W",
    "-f",
    "${db:Status-Want} ${db:Status-Eflag} ${db:Status-Status} ${Version}\\n",
    deb.name,
  ];
  const said = await ask(context, argv, LIMITS.detectTimeoutMs);
  if (!said.ok) return { found: /no such program/.test(said.detail) ? false : "unknown", detail: said.detail };
  if (said.exitCode === 1) return { found: false, detail: say("not-installed", { name: deb.name }) };
  if (said.exitCode !== 0) return { found: "unknown", detail: probeEnded("dpkg-query", said) };
  const [, flag, status, version] = said.output.trim().split("\n")[0]!.split(" ");
  if (status !== "installed" || flag !== "ok")
    return {
      found: false,
      detail: say("package-is", { name: deb.name, status: flag === "ok" ? String(status) : `${flag} ${status}` }),
    };
  return judgeVersion(deb.name, version ?? "", deb.range, compareDeb);
}

export async function detectRpm({ rpm }: RpmLeaf, context: InstallContext): Promise<LeafResult> {
  const root = rootOf(context);
  const argv: [string, ...string[]] = [
    "rpm",
    ...(root ? ["--root", root] : []),
    "-q",
    "--qf",
    "%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n",
    rpm.name,
  ];
  const said = await ask(context, argv, LIMITS.detectTimeoutMs);
  if (!said.ok) return { found: /no such program/.test(said.detail) ? false : "unknown", detail: said.detail };
  if (said.exitCode !== 0)
    return /is not installed/.test(said.output)
      ? { found: false, detail: say("not-installed", { name: rpm.name }) }
      : { found: "unknown", detail: probeEnded("rpm", said) };
  // Several may be installed side by side (kernels); the last is the newest.
  const version =
    said.output
      .trim()
      .split("\n")
      .filter((line) => /^\d+:/.test(line))
      .sort(compareRpm)
      .at(-1) ?? "";
  return judgeVersion(rpm.name, version.replace(/^0:/, ""), rpm.range, compareRpm);
}
