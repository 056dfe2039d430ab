import type { FormFactor } from "@shoal/protocol/device/platform";
import { bitnessNamed } from "./architecture.ts";
import { type ProbedSystem, systemOf } from "./facts.ts";
import { clue, decideFormFactor, formFactorOfChassis, formFactorOfName } from "./form-factor.ts";
import { hardwareArchitecture, readBattery, readDmi, readTouch, readVirtual } from "./linux-hardware.ts";
import { parseAssignments } from "./os-release.ts";
import { readLine } from "./read-line.ts";
import type { ProbeReader } from "./reader.ts";
import { absent, firstOf, known, mapped, type Reading, valueIfKnown } from "./reading.ts";

/** Reads a Linux machine from files under /etc, /proc and /sys, and asks the package manager what it installs for. */
export async function probeLinux(reader: ProbeReader): Promise<ProbedSystem> {
  const release = await readOsRelease(reader);
  const [dmi, packageArch] = await Promise.all([readDmi(reader), readPackageArchitecture(reader)]);
  const virtual = await readVirtual(reader, dmi);
  const battery = await readBattery(reader);
  const field = (name: string): Reading<string> =>
    release[name] ? known(release[name], release.source) : absent(`${release.source} has no ${name}`);
  const formFactor = await decide(reader, {
    ...dmi,
    virtual,
    battery,
    variant: field("VARIANT_ID"),
    distribution: field("ID"),
  });
  return systemOf(
    {
      os: known("linux", "the agent's own build"),
      osVersion: field("VERSION_ID"),
      distribution: field("ID"),
      arch: await hardwareArchitecture(reader),
      bitness: firstOf(
        mapped(packageArch, bitnessNamed),
        await readLongBit(reader),
        mapped(known(reader.processArch, "the agent's own build"), bitnessNamed),
      ),
      formFactor,
    },
    { os: "linux", osVersion: "", distribution: "", arch: "x64", bitness: 64, formFactor: "unknown" },
    {
      "os.name": firstOf(field("PRETTY_NAME"), field("NAME")),
      "os.like": field("ID_LIKE"),
      "os.variant": field("VARIANT_ID"),
      "os.kernel": known(reader.release, "uname -r"),
      "os.packageArch": packageArch,
      "hardware.machine": known(reader.machine, "uname -m"),
      "hardware.vendor": dmi.vendor,
      "hardware.model": dmi.model,
      "hardware.chassis": dmi.chassis,
      "hardware.serial": dmi.serial,
      "hardware.virtual": virtual,
      "battery.present": battery,
      "input.touch": await readTouch(reader),
      "id.machine": await readLine(reader, "/etc/machine-id"),
      "process.arch": known(reader.processArch, "the agent's own build"),
    },
  );
}

async function readOsRelease(reader: ProbeReader): Promise<Record<string, string> & { source: string }> {
  // os-release(5): /etc/os-release has precedence over /usr/lib/os-release.
  for (const source of ["/etc/os-release", "/usr/lib/os-release"]) {
    const read = await reader.readText(source);
    if (read.ok) return { ...parseAssignments(read.text), source };
  }
  return { source: "/etc/os-release" };
}

/** What packages are built for here. It decides the bitness: a 64-bit kernel may carry a 32-bit system. */
async function readPackageArchitecture(reader: ProbeReader): Promise<Reading<string>> {
  const asked = [
    ["dpkg", "--print-architecture"],
    ["apk", "--print-arch"],
    ["rpm", "--eval", "%_arch"],
  ] as const;
  const whys: string[] = [];
  for (const argv of asked) {
    const answer = await reader.run(argv);
    const text = answer.ok ? answer.stdout.trim() : "";
    if (bitnessNamed(text) !== undefined) return known(text, argv.join(" "));
    whys.push(`${argv[0]}: ${answer.ok ? `answered "${text}"` : answer.why}`);
  }
  return absent(whys.join("; "));
}

async function readLongBit(reader: ProbeReader): Promise<Reading<32 | 64>> {
  const answer = await reader.run(["getconf", "LONG_BIT"]);
  if (!answer.ok) return absent(`getconf: ${answer.why}`);
  const bits = Number(answer.stdout.trim());
  return bits === 32 || bits === 64
    ? known(bits, "getconf LONG_BIT")
    : absent(`getconf answered "${answer.stdout.trim()}"`);
}

interface FormFactorFacts {
  vendor: Reading<string>;
  model: Reading<string>;
  chassis: Reading<number>;
  virtual: Reading<boolean>;
  battery: Reading<boolean>;
  variant: Reading<string>;
  distribution: Reading<string>;
}

/**
 * What an administrator has set; the name, because tills and boards have no chassis of their own; the chassis, which in a
 * virtual machine is made up; what the system was made for; the battery.
 */
async function decide(reader: ProbeReader, facts: FormFactorFacts): Promise<Reading<FormFactor>> {
  const machineInfo = await reader.readText("/etc/machine-info");
  const set = machineInfo.ok ? parseAssignments(machineInfo.text).CHASSIS : undefined;
  const isVirtual = valueIfKnown(facts.virtual) === true;
  const deviceTree = await readLine(reader, "/proc/device-tree/chassis-type");
  return decideFormFactor(
    clue(set ? known(set, "/etc/machine-info CHASSIS") : absent("not set"), formFactorNamed),
    clue(facts.model, formFactorOfName),
    clue(facts.vendor, formFactorOfName),
    isVirtual ? absent("a virtual machine has no chassis") : clue(facts.chassis, formFactorOfChassis),
    clue(deviceTree, formFactorNamed),
    clue(
      facts.variant,
      (id) => ({ iot: "iot", server: "server", workstation: "desktop" })[id] as FormFactor | undefined,
    ),
    clue(facts.distribution, (id) => (["ubuntu-core", "openwrt", "poky"].includes(id) ? "iot" : undefined)),
    clue(facts.battery, (present) => (present ? "laptop" : undefined)),
    isVirtual ? await virtualFormFactor(reader) : absent("not virtual"),
  );
}

/** Names of chassis in machine-info(5) and in the device tree (Devicetree Specification 0.4, 3.2). */
function formFactorNamed(name: string): FormFactor | undefined {
  const names: Record<string, FormFactor> = {
    desktop: "desktop",
    "all-in-one": "desktop",
    laptop: "laptop",
    convertible: "laptop",
    tablet: "tablet",
    handset: "tablet",
    server: "server",
    embedded: "iot",
  };
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

/** A virtual machine that shows somebody a desktop is one; the others serve. */
async function virtualFormFactor(reader: ProbeReader): Promise<Reading<FormFactor>> {
  const link = "display-manager.service";
  const present = (await reader.list("/etc/systemd/system")).includes(link);
  return present ? known("desktop", `virtual, with a ${link}`) : known("server", `virtual, without a ${link}`);
}
