import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Installs the Debian packages that suites need, where that is possible without asking anybody.
 * @returns a sentence for each package that is missing and could not be installed
 */
export function installDebianPackages(listFile: string, groups: readonly string[]): string[] {
  const lists = JSON.parse(readFileSync(listFile, "utf8")) as Record<string, string[]>;
  const wanted = groups.flatMap((group) => lists[group] ?? []);
  if (process.platform !== "linux" || !has("dpkg-query"))
    return wanted.map((name) => `what needs ${name}: this is not a Debian system`);
  const missing = wanted.filter((name) => !isInstalled(name));
  if (missing.length === 0) return [];
  if (process.getuid?.() !== 0)
    return missing.map((name) => `what needs ${name}: it is not installed, and without root it cannot be`);
  console.log(`Installing Debian packages: ${missing.join(" ")}`);
  apt(["update"]);
  // One at a time where the whole fails, so that one unknown name does not cost the others.
  if (!apt(["install", ...missing])) for (const name of missing) apt(["install", name]);
  return missing
    .filter((name) => !isInstalled(name))
    .map((name) => `what needs ${name}: apt-get could not install it (see above)`);
}

function isInstalled(name: string): boolean {
  const { status, stdout } = spawnSync("dpkg-query", ["-W", "-f", "${db:Status-Abbrev}", name], { encoding: "utf8" });
  return status === 0 && stdout.startsWith("ii");
}

function has(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

function apt(args: string[]): boolean {
  const options = [
    "-y",
    "-q",
    "--no-install-recommends",
    "-o",
    "DPkg::Lock::Timeout=300",
    "-o",
    "Dpkg::Options::=--force-confdef",
    "-o",
    "Dpkg::Options::=--force-confold",
  ];
  const { status, stdout, stderr } = spawnSync("apt-get", [...options, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", APT_LISTCHANGES_FRONTEND: "none", NEEDRESTART_MODE: "l" },
  });
  if (status !== 0) console.log(`${stdout}\n${stderr}`.split("\n").slice(-15).join("\n"));
  return status === 0;
}
