import type { Host } from "@shoal/agent/host/host";
import type { Platform } from "@shoal/protocol/device/platform";

/** How a simulated device answers where a real one would run something. */
export interface Behaviour {
  /** Exit code of its installers; default 0. */
  exitCode?: number;
  /** Exit 0, but nothing is installed: what a 32-bit stub does on a system that cannot run it. */
  installsNothing?: boolean;
  /** The package is there already, from before the agent. */
  alreadyInstalled?: boolean;
  /** How long an installer takes, milliseconds. */
  installMs?: number;
  diskFreeBytes?: number;
  /** What a request for a restart does to a real machine: it comes a minute later. Default: at once. */
  restartsLater?: boolean;
  /** Opens what stands for its block devices; default: it has none. */
  openDevice?: Host["openDevice"];
}

export interface DeviceModel {
  name: string;
  platform: Platform;
  memoryBytes: number;
  cpuCount: number;
  behaviour: Behaviour;
}

const GIB = 1024 ** 3;

function model(
  name: string,
  platform: Platform,
  memoryGib: number,
  cpuCount: number,
  behaviour: Behaviour = {},
): DeviceModel {
  return { name, platform, memoryBytes: memoryGib * GIB, cpuCount, behaviour };
}

type Form = Platform["formFactor"];
const windows = (
  osVersion: string,
  arch: Platform["arch"],
  formFactor: Form,
  bitness: 32 | 64 = arch === "x86" ? 32 : 64,
): Platform => ({
  os: "windows",
  osVersion,
  distribution: "",
  arch,
  bitness,
  formFactor,
});
const macos = (osVersion: string, arch: Platform["arch"], formFactor: Form): Platform => ({
  os: "macos",
  osVersion,
  distribution: "",
  arch,
  bitness: 64,
  formFactor,
});
const linux = (distribution: string, osVersion: string, arch: Platform["arch"], formFactor: Form): Platform => ({
  os: "linux",
  osVersion,
  distribution,
  arch,
  bitness: arch === "armv7" || arch === "x86" ? 32 : 64,
  formFactor,
});

/** A company's machines, two of most kinds: what a demo shows and what tests of mixed fleets run on. */
export const MIXED_FLEET: readonly DeviceModel[] = [
  model("desk-berlin-01", windows("10.0.26100", "x64", "desktop"), 16, 8),
  model("desk-berlin-02", windows("10.0.26100", "x64", "desktop"), 16, 8, { alreadyInstalled: true }),
  model("desk-paris-01", windows("10.0.19045", "x64", "desktop"), 8, 4),
  model("lap-anna", windows("10.0.26100", "arm64", "laptop"), 16, 8),
  model("lap-ben", windows("10.0.22631", "x64", "laptop"), 16, 8, { exitCode: 3010 }),
  model("lap-carla", macos("15.1", "arm64", "laptop"), 16, 10),
  model("lap-david", macos("13.7", "x64", "laptop"), 8, 4),
  model("desk-studio-01", macos("15.1", "arm64", "desktop"), 64, 12),
  model("lap-emil", linux("ubuntu", "24.04", "x64", "laptop"), 32, 16),
  model("lap-fatma", linux("fedora", "41", "x64", "laptop"), 32, 16),
  model("srv-web-01", linux("debian", "12", "x64", "server"), 64, 32),
  model("srv-web-02", linux("debian", "12", "x64", "server"), 64, 32),
  model("srv-arm-01", linux("ubuntu", "24.04", "arm64", "server"), 64, 64),
  model("srv-file-01", windows("10.0.20348", "x64", "server"), 32, 8),
  model("srv-old-01", windows("6.1.7601", "x86", "server"), 4, 2),
  model("tab-ward-01", windows("10.0.22631", "x64", "tablet"), 8, 4),
  model("tab-ward-02", windows("10.0.22631", "arm64", "tablet"), 8, 4),
  model("till-07", windows("10.0.19044", "x64", "pos"), 4, 2, { exitCode: 1603 }),
  model("till-08", windows("10.0.19044", "x64", "pos"), 4, 2),
  model("till-09", windows("10.0.19044", "x86", "pos"), 2, 2),
  model("till-10", linux("debian", "12", "x64", "pos"), 4, 2),
  model("sensor-01", linux("debian", "12", "armv7", "iot"), 1, 4),
  model("sensor-02", linux("debian", "12", "arm64", "iot"), 2, 4),
  model("sensor-03", linux("alpine", "3.20", "arm64", "iot"), 1, 2),
];
