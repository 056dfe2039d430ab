import type { Architecture } from "@shoal/protocol/device/platform";

/** Names of processors, as kernels, package managers, Windows and Node write them. */
const NAMES: Record<string, [Architecture, 32 | 64]> = {
  x86_64: ["x64", 64],
  amd64: ["x64", 64],
  x64: ["x64", 64],
  i386: ["x86", 32],
  i486: ["x86", 32],
  i586: ["x86", 32],
  i686: ["x86", 32],
  x86: ["x86", 32],
  ia32: ["x86", 32],
  aarch64: ["arm64", 64],
  arm64: ["arm64", 64],
  // A 64-bit processor that has been told to look like a 32-bit one (setarch).
  armv8l: ["arm64", 32],
  armv7l: ["armv7", 32],
  armv7: ["armv7", 32],
  armv7hl: ["armv7", 32],
  armv7hnl: ["armv7", 32],
  armhf: ["armv7", 32],
  arm: ["armv7", 32],
};

export function architectureNamed(name: string): Architecture | undefined {
  return Object.hasOwn(NAMES, name.trim().toLowerCase()) ? NAMES[name.trim().toLowerCase()]![0] : undefined;
}

export function bitnessNamed(name: string): 32 | 64 | undefined {
  return Object.hasOwn(NAMES, name.trim().toLowerCase()) ? NAMES[name.trim().toLowerCase()]![1] : undefined;
}
