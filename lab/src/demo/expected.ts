import type { EndState } from "@shoal/protocol/action/state";

/** What has to come of each device of the fleet in the demo's pull task; all others end `succeeded`. */
export const EXPECTED_PULL: Readonly<Record<string, { state: EndState; reason: string }>> = {
  "desk-berlin-02": { state: "succeeded", reason: "already-installed" },
  "srv-old-01": { state: "not-applicable", reason: "no-variant" },
  "till-07": { state: "failed", reason: "exit-code" },
};

/** The variant that each kind of device has to find out for itself. */
export function expectedVariant(name: string): string | undefined {
  if (name === "srv-old-01") return undefined;
  if (/^till-0[78]$/.test(name)) return "windows-pos";
  if (name === "till-09") return "windows-x86";
  if (name === "sensor-01") return "linux-armv7";
  if (/^(srv-arm-01|sensor-0[23])$/.test(name)) return "linux-arm64";
  if (/^(lap-emil|lap-fatma|srv-web-0[12]|till-10)$/.test(name)) return "linux-x64";
  if (/^(lap-anna|tab-ward-02)$/.test(name)) return "windows-arm64";
  if (/^(lap-carla|lap-david|desk-studio-01)$/.test(name)) return "macos";
  return "windows-x64";
}
