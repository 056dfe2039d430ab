import type { Settings } from "@shoal/protocol/settings/rows";
import type { ZoneOffset } from "./local-time.ts";
import { holdsAt } from "./window.ts";

/**
 * Bytes a second that a device may take over the WAN or exchange on its LAN at a moment; 0 is no ceiling. The ceiling of
 * all downloads (`fetchRateBytesPerSecond`) holds for both.
 */
export function rateAt(settings: Settings, net: "wan" | "lan", nowMs: number, offsetMs: ZoneOffset): number {
  const usual = net === "wan" ? settings.wanRateBytesPerSecond : settings.lanRateBytesPerSecond;
  const windows = net === "wan" ? settings.wanRateWindows : settings.lanRateWindows;
  const rate = windows.find((window) => holdsAt(window, nowMs, offsetMs))?.bytesPerSecond ?? usual;
  const all = settings.fetchRateBytesPerSecond;
  return rate === 0 || all === 0 ? rate + all : Math.min(rate, all);
}
