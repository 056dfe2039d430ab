import { say } from "@shoal/protocol/sentence/say";
import type { ExitClass } from "../action/machine.ts";

/** What one exit code means: its class and a sentence for people. */
export type ExitMeaning = readonly [ExitClass, string];
export type ExitTable = Readonly<Record<number, ExitMeaning>>;

/** Windows Installer: `msiexec`, and what wraps it. */
export const WINDOWS_INSTALLER: ExitTable = {
  0: ["success", say("exit-done")],
  1707: ["success", say("exit-done")],
  3010: ["soft-reboot", say("exit-done-restart-needed")],
  1641: ["hard-reboot", say("exit-done-installer-has")],
  1601: ["retry", say("exit-windows-installer-service")],
  1618: ["retry", say("exit-another-installation-running")],
  5: ["failed", say("exit-access-denied")],
  13: ["failed", say("exit-data-invalid")],
  87: ["failed", say("exit-parameter-wrong")],
  112: ["failed", "the disk is full"],
  1602: ["failed", say("exit-somebody-at-device")],
  1603: ["failed", say("exit-fatal-error-during-installation")],
  1604: ["failed", say("exit-installation-suspended-incomplete")],
  1605: ["failed", say("exit-product-not-installed")],
  1606: ["failed", say("exit-feature-unknown")],
  1608: ["failed", say("exit-property-unknown")],
  1609: ["failed", say("exit-handle-invalid")],
  1610: ["failed", say("exit-configuration-data-product")],
  1612: ["failed", say("exit-source-from-which")],
  1613: ["failed", say("exit-package-needs-newer")],
  1614: ["failed", say("exit-product-uninstalled-before")],
  1619: ["failed", say("exit-package-not-opened-its")],
  1620: ["failed", say("exit-file-not-windows")],
  1621: ["failed", say("exit-installers-window-not")],
  1622: ["failed", say("exit-log-file-not")],
  1623: ["failed", say("exit-language-package-not")],
  1624: ["failed", say("exit-transform-not-applied")],
  1625: ["failed", say("exit-system-policy-forbids-this")],
  1627: ["failed", say("exit-function-installer-not")],
  1628: ["failed", say("exit-installer-called-itself")],
  1632: ["failed", say("exit-temporary-folder-full")],
  1633: ["failed", say("exit-package-for-another")],
  1635: ["failed", say("exit-patch-not-opened")],
  1636: ["failed", say("exit-file-not-windows-installer")],
  1637: ["failed", say("exit-patch-needs-newer")],
  1638: ["failed", say("exit-another-version-product")],
  1639: ["failed", say("exit-argument-wrong")],
  1640: ["failed", say("exit-not-allowed-from")],
  1642: ["failed", say("exit-product-that-patch")],
  1643: ["failed", say("exit-system-policy-forbids-this-patch")],
  1644: ["failed", say("exit-system-policy-forbids-transform")],
  1645: ["failed", say("exit-not-allowed-over")],
  1648: ["failed", say("exit-no-order-found")],
  1651: ["failed", say("exit-account-may-not")],
  1654: ["failed", say("exit-this-platform-cannot")],
};

/** On removal: what is gone need not be removed. */
export const WINDOWS_INSTALLER_REMOVE: ExitTable = {
  1605: ["already", say("exit-product-not-installed")],
  1614: ["already", say("exit-product-uninstalled-before")],
};

export const NSIS: ExitTable = {
  0: ["success", say("exit-done")],
  1: ["failed", say("exit-cancelled")],
  2: ["failed", say("exit-installers-script-ended")],
  740: ["failed", say("exit-needs-rights-administrator")],
  3010: ["soft-reboot", say("exit-done-restart-needed")],
  1641: ["hard-reboot", say("exit-done-installer-has")],
};

export const INNO: ExitTable = {
  0: ["success", say("exit-done")],
  1: ["failed", say("exit-not-start-installer")],
  2: ["failed", say("exit-cancelled-before-anything")],
  3: ["failed", say("exit-fatal-error-while")],
  4: ["failed", say("exit-fatal-error-during")],
  5: ["failed", say("exit-cancelled-during-installation")],
  6: ["failed", say("exit-debugger-ended")],
  7: ["failed", say("exit-preparation-found-that")],
  8: ["failed", say("exit-preparation-found-that-device")],
  3010: ["soft-reboot", say("exit-done-restart-needed")],
};

/** `ResultCode` of the response file's log; InstallShield's setup itself answers 0 or -3 and below. */
export const INSTALLSHIELD_SCRIPT: ExitTable = {
  0: ["success", say("exit-done")],
  [-1]: ["failed", say("exit-general-error")],
  [-2]: ["failed", say("exit-mode-not-valid")],
  [-3]: ["failed", say("exit-response-file-lacks")],
  [-4]: ["failed", say("exit-not-enough-memory")],
  [-5]: ["failed", say("exit-response-file-not")],
  [-6]: ["failed", say("exit-response-file-cannot")],
  [-7]: ["failed", say("exit-log-file-cannot")],
  [-8]: ["failed", say("exit-path-response-file")],
  [-9]: ["failed", say("exit-list-in-response")],
  [-10]: ["failed", say("exit-data-type-in")],
  [-11]: ["failed", say("exit-unknown-error")],
  [-12]: ["failed", say("exit-dialogs-do-not")],
  [-51]: ["failed", say("exit-folder-not-made")],
  [-52]: ["failed", say("exit-file-folder-not")],
  [-53]: ["failed", say("exit-choice-in-response")],
  3010: ["soft-reboot", say("exit-done-restart-needed")],
  1641: ["hard-reboot", say("exit-done-installer-has")],
};

/** HRESULTs of package deployment, as Windows writes them: 0x80073CF9. */
export const MSIX: ExitTable = {
  0: ["success", say("exit-done")],
  3010: ["soft-reboot", say("exit-done-restart-needed")],
  1641: ["hard-reboot", say("exit-done-restart-started")],
  1618: ["retry", say("exit-another-installation-running")],
  2147958000: ["failed", say("exit-package-not-opened")],
  2147958001: ["failed", say("exit-package-not-installed")],
  2147958003: ["failed", say("exit-framework-that-package")],
  2147958004: ["failed", say("exit-not-enough-disk")],
  2147958006: ["failed", say("exit-package-not-registered")],
  2147958009: ["failed", say("exit-installation-failed-look")],
  2147958010: ["failed", say("exit-removal-failed-look")],
  2147958011: ["failed", say("exit-another-build-same")],
  2147958013: ["failed", say("exit-system-lacks-what")],
  2147958015: ["failed", say("exit-installing-from-outside")],
  2147958016: ["retry", say("exit-package-in-use")],
  2147958017: ["failed", say("exit-system-policy-forbids")],
  2147958018: ["retry", say("exit-application-running")],
  2147958022: ["failed", say("exit-newer-version-installed")],
  2148204800: ["failed", say("exit-package-not-signed")],
  2148204809: ["failed", say("exit-package-signed-by")],
  2147942405: ["failed", say("exit-access-denied")],
  2147942512: ["failed", "the disk is full"],
};

/** On removal. */
export const MSIX_REMOVE: ExitTable = { 2147958001: ["already", say("exit-package-not-installed")] };

/** apt-get answers 100 for everything; dpkg 1 for a package that could not be dealt with, 2 for a lock or a wrong call. */
export const DEB: ExitTable = {
  0: ["success", say("exit-done")],
  // sysexits.h EX_TEMPFAIL: the agent's own word for a lock that was held all the time.
  75: ["retry", say("exit-another-package-manager")],
  1: ["failed", say("exit-dpkg-not-deal")],
  2: ["failed", say("exit-dpkg-not-work")],
  100: ["failed", say("exit-apt-not-install")],
};

/** `rpm` answers with the number of packages that failed; dnf 1; zypper from 1 on, and 102 for "restart". */
export const RPM: ExitTable = {
  0: ["success", say("exit-done")],
  75: ["retry", say("exit-another-package-manager")],
  1: ["failed", say("exit-package-not-dealt")],
  102: ["soft-reboot", say("exit-done-restart-needed")],
  103: ["success", say("exit-done-package-manager")],
  104: ["failed", say("exit-package-not-found")],
  106: ["success", say("exit-done-though-some")],
  107: ["failed", "a script of the package failed"],
  7: ["retry", say("exit-another-package-manager-running")],
};

export const PKG: ExitTable = {
  0: ["success", say("exit-done")],
  1: ["failed", say("exit-installer-failed-reason")],
};

/** A program or script of the package's own: only 0 has a meaning that everybody shares. */
export const OWN: ExitTable = {
  0: ["success", say("exit-done")],
  126: ["failed", say("exit-program-may-not")],
  127: ["failed", say("exit-program-not-found")],
};
