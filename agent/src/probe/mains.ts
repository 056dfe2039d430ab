import { readLine } from "./read-line.ts";
import type { ProbeReader } from "./reader.ts";
import { valueIfKnown } from "./reading.ts";

const SUPPLIES = "/sys/class/power_supply";
/** 1: discharging; 4 and 5: low and critical. Whatever else it says, the machine hangs on a socket. */
export const BATTERY_COMMAND = [
  "powershell",
  "-NoProfile",
  "-NonInteractive",
  "-Command",
  "(Get-CimInstance Win32_Battery).BatteryStatus",
] as const;

/** Does the machine run on mains power? Where a battery is known and no mains, it does not; what is not known is taken for mains. */
export async function readMains(reader: ProbeReader): Promise<boolean> {
  switch (reader.os) {
    case "linux":
      return await linuxMains(reader);
    case "macos": {
      const answer = await reader.run(["pmset", "-g", "batt"]);
      return !(answer.ok && answer.stdout.includes("drawing from 'Battery Power'"));
    }
    case "windows": {
      const answer = await reader.run(BATTERY_COMMAND);
      return !(answer.ok && /^\s*[145]\s*$/m.test(answer.stdout));
    }
  }
}

async function linuxMains(reader: ProbeReader): Promise<boolean> {
  const names = await reader.list(SUPPLIES);
  const supplies = await Promise.all(
    names.map(async (name) => {
      const [type, scope, online] = await Promise.all(
        ["type", "scope", "online"].map((part) => readLine(reader, `${SUPPLIES}/${name}/${part}`)),
      );
      return { type: valueIfKnown(type!), scope: valueIfKnown(scope!), online: valueIfKnown(online!) };
    }),
  );
  // Those of mice and headsets have the scope Device.
  if (!supplies.some(({ type, scope }) => type === "Battery" && scope !== "Device")) return true;
  return supplies.some(({ type, online }) => (type === "Mains" || type === "USB") && online === "1");
}
