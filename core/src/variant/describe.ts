import type { OsName, Platform } from "@shoal/protocol/device/platform";

const OS_TITLES: Record<OsName, string> = { windows: "Windows", macos: "macOS", linux: "Linux" };

/** A platform as one would say it: `Linux (debian) 12, x64, 64-bit, laptop`. */
export function describePlatform(platform: Platform): string {
  const distribution = platform.distribution === "" ? "" : ` (${platform.distribution})`;
  const version = platform.osVersion === "" ? "" : ` ${platform.osVersion}`;
  const formFactor = platform.formFactor === "unknown" ? "form factor unknown" : platform.formFactor;
  return `${OS_TITLES[platform.os]}${distribution}${version}, ${platform.arch}, ${platform.bitness}-bit, ${formFactor}`;
}
