import type { ProbeReader } from "./reader.ts";
import { absent, known, type Reading } from "./reading.ts";

/** What Windows' management interface says of the machine, read with one start of PowerShell. */
export interface Cim {
  text(name: keyof typeof NAMES): Reading<string>;
  number(name: keyof typeof NAMES): Reading<number>;
}

/** Fields of the answer, with where PowerShell has them from. */
const NAMES = {
  vendor: "Win32_ComputerSystem Manufacturer",
  model: "Win32_ComputerSystem Model",
  systemType: "Win32_ComputerSystem PCSystemType",
  chassis: "Win32_SystemEnclosure ChassisTypes",
  productType: "Win32_OperatingSystem ProductType",
  osArchitecture: "Win32_OperatingSystem OSArchitecture",
  processor: "Win32_Processor Architecture",
  dataWidth: "Win32_Processor DataWidth",
  batteries: "Win32_Battery count",
  touchScreens: "Win32_PnPEntity touch screens",
  uuid: "Win32_ComputerSystemProduct UUID",
  serial: "Win32_BIOS SerialNumber",
} as const;

/** HID usage page 0D (digitizers), usage 04: a touch screen in every language of Windows. */
const SCRIPT = [
  "$ErrorActionPreference='SilentlyContinue'",
  "$s=Get-CimInstance Win32_ComputerSystem",
  "$o=Get-CimInstance Win32_OperatingSystem",
  "$p=@(Get-CimInstance Win32_Processor)[0]",
  "$e=@(Get-CimInstance Win32_SystemEnclosure)[0]",
  "$t=@(Get-CimInstance Win32_PnPEntity -Filter \"PNPClass='HIDClass'\"|Where-Object{$_.HardwareID -contains 'HID_DEVICE_UP:000D_U:0004'})",
  "[ordered]@{vendor=$s.Manufacturer;model=$s.Model;systemType=$s.PCSystemType;chassis=@($e.ChassisTypes)[0]",
  "productType=$o.ProductType;osArchitecture=$o.OSArchitecture;processor=$p.Architecture;dataWidth=$p.DataWidth",
  "batteries=@(Get-CimInstance Win32_Battery).Count;touchScreens=$t.Count",
  "uuid=(Get-CimInstance Win32_ComputerSystemProduct).UUID;serial=(Get-CimInstance Win32_BIOS).SerialNumber}|ConvertTo-Json -Compress",
].join(";");

export const CIM_COMMAND = ["powershell", "-NoProfile", "-NonInteractive", "-Command", SCRIPT] as const;

export async function readCim(reader: ProbeReader): Promise<Cim> {
  const answer = await reader.run(CIM_COMMAND);
  const fields = answer.ok ? parse(answer.stdout) : undefined;
  const why = answer.ok
    ? answer.stdout.trim() === ""
      ? "powershell answered nothing"
      : "powershell's answer could not be read"
    : `powershell: ${answer.why}`;
  const field = (name: keyof typeof NAMES): Reading<unknown> => {
    if (fields === undefined) return absent(`${NAMES[name]}: ${why}`);
    const value = fields[name];
    return value === undefined || value === null || value === ""
      ? absent(`${NAMES[name]} is empty`)
      : known(value, NAMES[name]);
  };
  return {
    text: (name) => {
      const read = field(name);
      return read.known ? known(String(read.value).trim(), read.source) : read;
    },
    number: (name) => {
      const read = field(name);
      if (!read.known) return read;
      return typeof read.value === "number" ? known(read.value, read.source) : absent(`${read.source} is no number`);
    },
  };
}

function parse(stdout: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(stdout);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
