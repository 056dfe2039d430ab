import { say } from "@shoal/protocol/sentence/say";
import { findDevice } from "../image/find-device.ts";
import type { InstallerAdapter } from "./installer.ts";
import { done, unusable } from "./main-file.ts";
import { noRemoval } from "./own-removal.ts";
import { writeReceipt } from "./receipt.ts";

/** The bytes are on the device already, and were read back: what is left is to say so. */
export const image: InstallerAdapter<"image"> = {
  kind: "image",
  async install({ device }, { image: written, packageName, version, receiptDir, log }) {
    const started = performance.now();
    const found = findDevice(device);
    if (!written || !found.ok)
      return found.ok
        ? unusable(say("nothing-written", { device }), "see-agent-log")
        : unusable(found.reason.detail ?? device, "name-other-device");
    writeReceipt(receiptDir, {
      packageName,
      version,
      kind: "image",
      path: found.path,
      installedAt: new Date().toISOString(),
      image: written,
    });
    log.write(`${written.sizeBytes} bytes with SHA-256 ${written.digest} were read back from ${found.path}\n`);
    return done(started);
  },
  async remove() {
    return noRemoval("image");
  },
};
