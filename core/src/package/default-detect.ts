import type { DetectRule } from "@shoal/protocol/package/detect";
import type { Installer } from "@shoal/protocol/package/installer";

/** Whether the agent installs into a folder of its own, or onto a device, and keeps a receipt of it. */
export function hasReceipt(installer: Installer): boolean {
  switch (installer.kind) {
    case "archive":
    case "appimage":
    case "image":
      return true;
    case "dmg":
      // A package in an image is handed to the system's installer, which writes where it likes.
      return installer.app.endsWith(".app");
    case "deb":
    case "rpm":
    case "script":
    case "exec":
    case "msi":
    case "exe":
    case "msix":
    case "pkg":
      return false;
  }
}

/** The rule of a variant whose author wrote none; undefined where only the author can know. */
export function defaultDetect(installer: Installer): DetectRule | undefined {
  return hasReceipt(installer) ? { receipt: true } : undefined;
}
