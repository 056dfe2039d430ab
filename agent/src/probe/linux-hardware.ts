import type { Architecture } from "@shoal/protocol/device/platform";
import { architectureNamed } from "./architecture.ts";
import { isVirtualName } from "./form-factor.ts";
import { readLine } from "./read-line.ts";
import type { ProbeReader } from "./reader.ts";
import { absent, firstOf, known, mapped, type Reading, valueIfKnown } from "./reading.ts";

export interface Dmi {
  vendor: Reading<string>;
  model: Reading<string>;
  chassis: Reading<number>;
  serial: Reading<string>;
}

const DMI = "/sys/class/dmi/id";
/** What firmware has where its maker wrote nothing. */
const PLACEHOLDER =
  /^(?:to be filled by o\.?e\.?m\.?|default string|system (?:manufacturer|product name)|none|n\/a|unknown|0+|\W*)$/i;

/** DMI where there is one; boards without have a device tree. */
export async function readDmi(reader: ProbeReader): Promise<Dmi> {
  const [vendor, model, board, chassis, serial, boardSerial] = await Promise.all([
    readLine(reader, `${DMI}/sys_vendor`),
    readLine(reader, `${DMI}/product_name`),
    readLine(reader, "/proc/device-tree/model"),
    readLine(reader, `${DMI}/chassis_type`),
    // For root alone.
    readLine(reader, `${DMI}/product_serial`),
    readLine(reader, "/proc/device-tree/serial-number"),
  ]);
  const said = (reading: Reading<string>) => mapped(reading, (text) => (PLACEHOLDER.test(text) ? undefined : text));
  return {
    vendor: said(vendor),
    model: firstOf(said(model), board),
    serial: firstOf(said(serial), boardSerial),
    chassis: mapped(chassis, (text) => (/^[0-9]+$/.test(text) ? Number(text) : undefined)),
  };
}

/** Of the processor: a 64-bit one may run a 32-bit kernel, which then calls the machine by a 32-bit name. */
export async function hardwareArchitecture(reader: ProbeReader): Promise<Reading<Architecture>> {
  const kernel = mapped(known(reader.machine, "uname -m"), architectureNamed);
  if (valueIfKnown(kernel) !== "x86" && valueIfKnown(kernel) !== "armv7")
    return firstOf(kernel, mapped(known(reader.processArch, "the agent's own build"), architectureNamed));
  const cpuinfo = await reader.readText("/proc/cpuinfo");
  if (!cpuinfo.ok) return kernel;
  // Linux names the "long mode" of x86 processors lm.
  if (/^flags\s*:.* lm( |$)/m.test(cpuinfo.text)) return known("x64", "/proc/cpuinfo flags lm");
  // Arm's parts from 0xd03 on are 64-bit cores (0xd01, Cortex-A32, is not).
  const part = /^CPU implementer\s*: 0x41$.*?^CPU part\s*: 0x(d[0-9a-f]{2})$/ms.exec(cpuinfo.text)?.[1];
  if (part !== undefined && part !== "d01") return known("arm64", `/proc/cpuinfo CPU part 0x${part}`);
  return kernel;
}

export async function readVirtual(reader: ProbeReader, dmi: Dmi): Promise<Reading<boolean>> {
  const names = [valueIfKnown(dmi.vendor), valueIfKnown(dmi.model)].filter((each) => each !== undefined).join(" ");
  if (isVirtualName(names)) return known(true, `DMI: ${names}`);
  const cpuinfo = await reader.readText("/proc/cpuinfo");
  if (cpuinfo.ok && /^flags\s*:.* hypervisor( |$)/m.test(cpuinfo.text))
    return known(true, "/proc/cpuinfo flags hypervisor");
  const detected = await reader.run(["systemd-detect-virt", "--vm"]);
  if (detected.ok && /^[a-z]/.test(detected.stdout))
    return known(detected.stdout.trim() !== "none", "systemd-detect-virt --vm");
  if (names !== "") return known(false, `DMI: ${names}`);
  return absent(`no DMI; systemd-detect-virt: ${detected.ok ? "no answer" : detected.why}`);
}

/** A battery that the machine itself runs on; those of mice and headsets have the scope Device. */
export async function readBattery(reader: ProbeReader): Promise<Reading<boolean>> {
  const folder = "/sys/class/power_supply";
  for (const name of await reader.list(folder)) {
    const [type, scope] = await Promise.all([
      readLine(reader, `${folder}/${name}/type`),
      readLine(reader, `${folder}/${name}/scope`),
    ]);
    if (valueIfKnown(type) === "Battery" && valueIfKnown(scope) !== "Device") return known(true, `${folder}/${name}`);
  }
  return known(false, folder);
}

/** Input devices whose pointer is where the finger is: property bit 1, INPUT_PROP_DIRECT. */
export async function readTouch(reader: ProbeReader): Promise<Reading<boolean>> {
  const path = "/proc/bus/input/devices";
  const read = await reader.readText(path);
  if (!read.ok) return absent(`${path}: ${read.why}`);
  const properties = [...read.text.matchAll(/^B: PROP=([0-9a-f]+)\s*$/gm)].map((match) =>
    Number.parseInt(match[1]!, 16),
  );
  return known(
    properties.some((bits) => (bits & 2) !== 0),
    path,
  );
}
