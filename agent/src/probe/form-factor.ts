import type { FormFactor } from "@shoal/protocol/device/platform";
import { absent, mapped, type Reading } from "./reading.ts";

/** SMBIOS 3.7 table 17 (chassis types); what is not here (other, unknown, docking station …) tells nothing. */
const CHASSIS: Partial<Record<FormFactor, readonly number[]>> = {
  desktop: [3, 4, 5, 6, 7, 13, 15, 16, 35, 36],
  laptop: [8, 9, 10, 14, 31],
  tablet: [11, 30, 32],
  server: [17, 23, 25, 28, 29],
  iot: [33, 34],
};

export function formFactorOfChassis(code: number): FormFactor | undefined {
  return (Object.keys(CHASSIS) as FormFactor[]).find((each) => CHASSIS[each]!.includes(code));
}

/** Tills say so in their names only: their chassis is that of a desktop or an all-in-one. */
const POS_NAMES =
  /\bPOS\b|POSReady|SurePOS|TeamPOS|RealPOS|\bBEETLE\b|\bTCx ?\d|Toshiba Global Commerce|Wincor|Diebold|\bNCR\b|\bMICROS\b|Posiflex|Partner Tech|\bAures\b|\bHP RP\d|\bHP Engage\b|\bElo ?Touch|PAR Technology/i;
/** Boards and gateways that are built into things. */
const IOT_NAMES =
  /Raspberry Pi|BeagleBo|Jetson|Orange Pi|Banana Pi|ODROID|\bROCK\b|Radxa|Pine64|NanoPi|Khadas|Libre Computer|Toradex|Colibri|Apalis|Verdin|i\.MX|SolidRun|Variscite|STM32MP|RevPi|SIMATIC IOT|Edge Gateway|IoT Gateway/i;

export function formFactorOfName(name: string): FormFactor | undefined {
  if (POS_NAMES.test(name)) return "pos";
  return IOT_NAMES.test(name) ? "iot" : undefined;
}

/** What hypervisors write where a maker's name belongs. Bare-metal machines of clouds are not virtual. */
const VIRTUAL_NAMES =
  /QEMU|\bKVM\b|VMware|VirtualBox|innotek|Virtual Machine|\bXen\b|HVM domU|Bochs|Parallels|OpenStack|Google Compute Engine|DigitalOcean|vServer|BHYVE|Firecracker|Cloud Hypervisor|oVirt|RHEV|Nutanix|Alibaba Cloud|Amazon EC2|VirtualMac/i;

export function isVirtualName(name: string): boolean {
  return VIRTUAL_NAMES.test(name) && !/\.metal\b/.test(name);
}

/** The first clue that tells something, in the order given. */
export function decideFormFactor(...clues: readonly Reading<FormFactor>[]): Reading<FormFactor> {
  return clues.find((clue) => clue.known) ?? absent("neither model, chassis, system nor battery tell");
}

/** The clue of a reading, where it tells something. */
export function clue<T>(reading: Reading<T>, tell: (value: T) => FormFactor | undefined): Reading<FormFactor> {
  const found = mapped(reading, tell);
  return found.known && reading.known
    ? { ...found, source: `${found.source} (${String(reading.value).trim()})` }
    : found;
}
