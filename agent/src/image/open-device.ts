import { constants, realpathSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Reason } from "@shoal/protocol/action/reason";
import { say } from "@shoal/protocol/sentence/say";
import { readBlockDevice } from "./block-device.ts";
import { findDevice } from "./find-device.ts";
import { formatNumber, thisMachine } from "./machine.ts";
import { deviceFailed, refusal } from "./refusal.ts";
import { whyRefused } from "./why-refused.ts";

/** A block device that nobody else may mount, swap to or build upon while it is open. */
export interface OpenDevice {
  file: FileHandle;
  /** As it is called in words: `PARTLABEL=root-b (/dev/sdb2)`. */
  name: string;
  path: string;
  number: string;
}

export type Opened = { ok: true; device: OpenDevice } | { ok: false; reason: Reason };

/**
 * Opens the device that a package names, for an image of this size. Links are followed once; what was judged and what is open are compared
 * by their numbers.
 */
export async function openDevice(selector: string, imageBytes: number, stateDir: string): Promise<Opened> {
  const no = (reason: Reason): Opened => ({ ok: false, reason });
  if (process.platform !== "linux") return no(refusal(say("image-linux-only"), say("image-match-linux")));
  const found = findDevice(selector);
  if (!found.ok) return found;
  const path = realpathSync(found.path);
  const name = path === selector ? path : `${selector} (${path})`;
  // Before it is opened: the mere opening of a watchdog or a tape does something.
  const number = thisMachine.numberOf(path);
  const device = number === undefined ? undefined : readBlockDevice(number, thisMachine);
  if (number === undefined || !device)
    return no(refusal(say("no-block-device", { path: name }), say("image-name-block")));
  const refused = whyRefused({ name, device, imageBytes, stateDir }, thisMachine);
  if (refused) return no(refused);
  const { O_RDWR, O_EXCL, O_NOFOLLOW } = constants;
  let file: FileHandle;
  try {
    file = await open(path, O_RDWR | O_EXCL | O_NOFOLLOW);
  } catch (error) {
    return no(reasonOf(name, error as NodeJS.ErrnoException));
  }
  const opened = await file.stat();
  if (opened.isBlockDevice() && formatNumber(opened.rdev) === number)
    return { ok: true, device: { file, name, path, number } };
  await file.close();
  return no(refusal(say("image-became-other", { device: name }), say("image-retry")));
}

function reasonOf(name: string, error: NodeJS.ErrnoException): Reason {
  switch (error.code) {
    case "EBUSY":
      return refusal(say("image-in-use", { device: name }), say("image-let-go"));
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return refusal(say("image-not-written", { device: name, words: error.message }), say("image-be-root"));
    default:
      return deviceFailed(name, error);
  }
}
