import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { say } from "@shoal/protocol/sentence/say";
import { createBootId } from "../host/boot-id.ts";
import { findDevice } from "./find-device.ts";
import { thisMachine } from "./machine.ts";
import { readBack } from "./read-back.ts";
import { sealOf, type WrittenImage } from "./written-image.ts";

/**
 * Why a device does not hold an image any more; undefined where it does. Read anew unless the kernel has counted no write since.
 * @throws Error of the device
 */
export async function whyWrittenOver({ selector, digest, sizeBytes, seal }: WrittenImage): Promise<string | undefined> {
  const found = findDevice(selector);
  if (!found.ok) return found.reason.detail;
  const number = thisMachine.numberOf(found.path);
  if (number === undefined) return say("no-block-device", { path: found.path });
  if (seal !== undefined && seal === sealOf(number, await createBootId()())) return undefined;
  const file = await open(found.path, constants.O_RDONLY);
  try {
    // Behind the number of a device that went, another may have come.
    const now = await readBack(file, sizeBytes, new AbortController().signal);
    if (now === digest) return undefined;
    return say("written-over", { path: found.path, digest: now });
  } finally {
    await file.close();
  }
}
