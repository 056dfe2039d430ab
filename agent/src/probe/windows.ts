import type { Architecture, FormFactor } from "@shoal/protocol/device/platform";
import { architectureNamed, bitnessNamed } from "./architecture.ts";
import { type ProbedSystem, systemOf } from "./facts.ts";
import { clue, decideFormFactor, formFactorOfChassis, formFactorOfName, isVirtualName } from "./form-factor.ts";
import type { ProbeReader } from "./reader.ts";
import { absent, firstOf, known, mapped, type Reading, valueIfKnown } from "./reading.ts";
import { type Cim, readCim } from "./windows-cim.ts";
import { type RegistryKey, readRegistryKey } from "./windows-registry.ts";

/** Reads a Windows machine from its registry and, where PowerShell is there, from its management interface. */
export async function probeWindows(reader: ProbeReader): Promise<ProbedSystem> {
  const [version, product, environment, hardware, crypto] = (await Promise.all(
    [
      "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion",
      "HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions",
      "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment",
      "HKLM\\SYSTEM\\HardwareConfig\\Current",
      "HKLM\\SOFTWARE\\Microsoft\\Cryptography",
    ].map((key) => readRegistryKey(reader, key)),
  )) as [RegistryKey, RegistryKey, RegistryKey, RegistryKey, RegistryKey];
  const cim = await readCim(reader);
  const vendor = firstOf(cim.text("vendor"), hardware.value("SystemManufacturer"));
  const model = firstOf(cim.text("model"), hardware.value("SystemProductName"));
  const virtual = mapped(model, (name) => isVirtualName(`${valueIfKnown(vendor) ?? ""} ${name}`));
  const chassis = firstOf(cim.number("chassis"), mapped(hardware.value("EnclosureType"), Number));
  const isServer = firstOf(
    mapped(product.value("ProductType"), (type) => type !== "WinNT"),
    mapped(version.value("InstallationType"), (type) => type.startsWith("Server")),
    mapped(cim.number("productType"), (type) => type !== 1),
  );
  const osArch = readOsArchitecture(reader, environment, cim);
  const name = readName(version);
  const formFactor = decide({
    name,
    vendor,
    model,
    chassis,
    virtual,
    isServer,
    edition: version.value("EditionID"),
    cim,
    opos: await readTillDevices(reader),
  });
  return systemOf(
    {
      os: known("windows", "the agent's own build"),
      osVersion: firstOf(readVersion(version), known(reader.release, "the kernel's own answer")),
      distribution: known("", "only Linux has distributions"),
      arch: hardwareArchitecture(osArch, cim),
      bitness: firstOf(
        mapped(osArch, bitnessNamed),
        mapped(cim.text("osArchitecture"), (text) => (text.includes("64") ? 64 : text.includes("32") ? 32 : undefined)),
      ),
      formFactor,
    },
    {
      os: "windows",
      osVersion: "",
      distribution: "",
      arch: architectureNamed(reader.processArch) ?? "x64",
      bitness: bitnessNamed(reader.processArch) ?? 64,
      formFactor: "unknown",
    },
    {
      "os.name": name,
      "os.edition": version.value("EditionID"),
      "os.release": firstOf(version.value("DisplayVersion"), version.value("ReleaseId")),
      "os.revision": mapped(version.value("UBR"), Number),
      "os.server": isServer,
      "os.arch": osArch,
      "hardware.vendor": vendor,
      "hardware.model": model,
      "hardware.chassis": chassis,
      "hardware.serial": cim.text("serial"),
      "hardware.virtual": virtual,
      "battery.present": mapped(cim.number("batteries"), (count) => count > 0),
      "input.touch": mapped(cim.number("touchScreens"), (count) => count > 0),
      "id.machine": crypto.value("MachineGuid"),
      "id.hardware": cim.text("uuid"),
      "process.arch": known(reader.processArch, "the agent's own build"),
    },
  );
}

/** Drivers of tills are registered for 32-bit programs (UnifiedPOS, "OLE for Retail"). */
async function readTillDevices(reader: ProbeReader): Promise<Reading<string>> {
  const key = "HKLM\\SOFTWARE\\OLEforRetail\\ServiceOPOS";
  const { subkeys } = await readRegistryKey(reader, key, [["/reg:32"], []]);
  const devices = subkeys.filter((name) => /^(?:POSPrinter|CashDrawer|LineDisplay|FiscalPrinter)$/i.test(name));
  return devices.length > 0 ? known(devices.join(", "), key) : absent(`${key} has no devices of a till`);
}

/** 10.0.22631; before Windows 10, 6.3.9600. */
function readVersion(version: RegistryKey): Reading<string> {
  const [major, minor, build] = [
    version.value("CurrentMajorVersionNumber"),
    version.value("CurrentMinorVersionNumber"),
    version.value("CurrentBuild"),
  ];
  if (!build.known) return build;
  if (major.known && minor.known) return known(`${major.value}.${minor.value}.${build.value}`, build.source);
  return mapped(version.value("CurrentVersion"), (old) => `${old}.${build.value}`);
}

/** Windows 11 kept "Windows 10" in its registry; only the build tells. */
function readName(version: RegistryKey): Reading<string> {
  const build = Number(valueIfKnown(version.value("CurrentBuild")) ?? 0);
  const isClient = valueIfKnown(version.value("InstallationType")) === "Client";
  return mapped(version.value("ProductName"), (name) =>
    isClient && build >= 22_000 ? name.replace("Windows 10", "Windows 11") : name,
  );
}

/** Of the operating system. The environment of the system is the same for every process; that of a process is not. */
function readOsArchitecture(reader: ProbeReader, environment: RegistryKey, cim: Cim): Reading<string> {
  const outer = reader.env("PROCESSOR_ARCHITEW6432");
  const own = reader.env("PROCESSOR_ARCHITECTURE");
  return firstOf(
    environment.value("PROCESSOR_ARCHITECTURE"),
    mapped(cim.text("osArchitecture"), (text) => (/ARM/i.test(text) ? "ARM64" : undefined)),
    outer ? known(outer, "PROCESSOR_ARCHITEW6432") : absent("PROCESSOR_ARCHITEW6432 is not set"),
    own ? known(own, "PROCESSOR_ARCHITECTURE") : absent("PROCESSOR_ARCHITECTURE is not set"),
  );
}

/** A 64-bit processor may carry a 32-bit Windows, which calls it x86; its data width tells. */
function hardwareArchitecture(osArch: Reading<string>, cim: Cim): Reading<Architecture> {
  const arch = mapped(osArch, architectureNamed);
  const width = cim.number("dataWidth");
  if (valueIfKnown(arch) === "x86" && width.known && width.value === 64) return known("x64", `${width.source} (64)`);
  // Win32_Processor Architecture: 0 x86, 5 ARM, 9 x64, 12 ARM64.
  return firstOf(
    arch,
    mapped(
      cim.number("processor"),
      (code) => ({ 0: "x86", 5: "armv7", 9: "x64", 12: "arm64" })[code] as Architecture | undefined,
    ),
  );
}

interface Clues {
  name: Reading<string>;
  edition: Reading<string>;
  vendor: Reading<string>;
  model: Reading<string>;
  chassis: Reading<number>;
  virtual: Reading<boolean>;
  isServer: Reading<boolean>;
  opos: Reading<string>;
  cim: Cim;
}

/**
 * Tills and built-in machines say so by name or edition; a server system is a server in any chassis; a virtual machine's
 * chassis is made up. PCSystemType: 1 desktop, 2 mobile, 3 workstation, 4, 5 and 7 servers.
 */
function decide(clues: Clues): Reading<FormFactor> {
  const isVirtual = valueIfKnown(clues.virtual) === true;
  return decideFormFactor(
    clue(clues.opos, () => "pos"),
    clue(clues.name, (name) => (/POSReady/i.test(name) ? "pos" : undefined)),
    clue(clues.model, formFactorOfName),
    clue(clues.vendor, formFactorOfName),
    clue(clues.isServer, (server) => (server ? "server" : undefined)),
    clue(clues.edition, (edition) => (/^IoT/.test(edition) ? "iot" : undefined)),
    isVirtual ? absent("a virtual machine has no chassis") : clue(clues.chassis, formFactorOfChassis),
    clue(
      clues.cim.number("systemType"),
      (type) =>
        ({ 1: "desktop", 2: "laptop", 3: "desktop", 4: "server", 5: "server", 7: "server" })[type] as
          | FormFactor
          | undefined,
    ),
    clue(clues.cim.number("batteries"), (count) => (count > 0 ? "laptop" : undefined)),
  );
}
