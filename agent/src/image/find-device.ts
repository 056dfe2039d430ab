import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reason } from "@shoal/protocol/action/reason";
import { say } from "@shoal/protocol/sentence/say";
import { type Machine, thisMachine } from "./machine.ts";
import { refusal } from "./refusal.ts";

export type Found = { ok: true; path: string } | { ok: false; reason: Reason };

/**
 * The path of the device that a package names: as it stands, by the links that udev makes, or by what the kernel has read out of a partition
 * table. Where a label is given twice, none of them is meant.
 */
export function findDevice(selector: string, { sys }: Pick<Machine, "sys"> = thisMachine): Found {
  const [, key, name = ""] = selector.match(/^(ID|PARTLABEL|PARTUUID)=(.+)$/s) ?? [];
  const paths =
    key === undefined
      ? [selector]
      : key === "ID"
        ? [`/dev/disk/by-id/${name}`]
        : key === "PARTUUID"
          ? [`/dev/disk/by-partuuid/${name.toLowerCase()}`]
          : labelled(name, sys);
  const [path] = paths;
  if (paths.length > 1) {
    const detail = say("image-names", { device: selector, list: paths.join(", ") });
    return { ok: false, reason: refusal(detail, say("image-other-label")) };
  }
  if (path !== undefined && existsSync(path)) return { ok: true, path };
  return { ok: false, reason: refusal(say("image-no-device", { device: selector }), say("image-see-devices")) };
}

function labelled(label: string, sys: string): string[] {
  const folder = join(sys, "class/block");
  return readdirSync(folder).flatMap((name) => {
    const lines = readUevent(join(folder, name, "uevent"));
    const device = lines.find((line) => line.startsWith("DEVNAME="))?.slice("DEVNAME=".length);
    return device !== undefined && lines.includes(`PARTNAME=${label}`) ? [`/dev/${device}`] : [];
  });
}

/** A device may go while the folder is read. */
function readUevent(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}
