import type { Installer } from "@shoal/protocol/package/installer";

/**
 * Whether an installer that was interrupted may be run again without asking anybody. Package managers and our own
 * unpacking begin anew where they were cut; of a vendor's program only its packager can know.
 */
export function isRepeatable(installer: Installer): boolean {
  switch (installer.kind) {
    case "deb":
    case "rpm":
    case "archive":
    case "msi":
    case "msix":
    case "pkg":
    case "dmg":
    case "appimage":
    case "image":
      return true;
    case "script":
    case "exec":
    case "exe":
      return installer.repeatable === true;
  }
}
