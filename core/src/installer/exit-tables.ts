import type { ExitClass } from "../action/machine.ts";

/** What one exit code means: its class and a sentence for people. */
export type ExitMeaning = readonly [ExitClass, string];
export type ExitTable = Readonly<Record<number, ExitMeaning>>;

/** Windows Installer: `msiexec`, and what wraps it. */
export const WINDOWS_INSTALLER: ExitTable = {
  0: ["success", "done"],
  1707: ["success", "done"],
  3010: ["soft-reboot", "done; a restart is needed to finish"],
  1641: ["hard-reboot", "done; the installer has started a restart"],
  1601: ["retry", "the Windows Installer service could not be reached"],
  1618: ["retry", "another installation is running"],
  5: ["failed", "access was denied"],
  13: ["failed", "the data is invalid"],
  87: ["failed", "a parameter is wrong"],
  112: ["failed", "the disk is full"],
  1602: ["failed", "somebody at the device cancelled it"],
  1603: ["failed", "fatal error during installation; look above “Return value 3” in the log"],
  1604: ["failed", "the installation was suspended and is incomplete"],
  1605: ["failed", "the product is not installed"],
  1606: ["failed", "a feature is unknown"],
  1608: ["failed", "a property is unknown"],
  1609: ["failed", "a handle is invalid"],
  1610: ["failed", "the configuration data of the product is damaged"],
  1612: ["failed", "the source from which the product was installed is not there"],
  1613: ["failed", "the package needs a newer Windows Installer"],
  1614: ["failed", "the product was uninstalled before"],
  1619: ["failed", "the package could not be opened: its file is missing or damaged"],
  1620: ["failed", "the file is not a Windows Installer package"],
  1621: ["failed", "the installer's window could not be opened"],
  1622: ["failed", "the log file could not be opened"],
  1623: ["failed", "the language of the package is not supported here"],
  1624: ["failed", "a transform could not be applied"],
  1625: ["failed", "a system policy forbids this installation"],
  1627: ["failed", "a function of the installer could not be run"],
  1628: ["failed", "the installer called itself with wrong values"],
  1632: ["failed", "the temporary folder is full or cannot be written"],
  1633: ["failed", "the package is for another processor type"],
  1635: ["failed", "the patch could not be opened"],
  1636: ["failed", "the file is not a Windows Installer patch"],
  1637: ["failed", "the patch needs a newer Windows Installer"],
  1638: ["failed", "another version of the product is installed and this package does not replace it"],
  1639: ["failed", "an argument is wrong"],
  1640: ["failed", "not allowed from a remote session"],
  1642: ["failed", "the product that the patch is for is not installed"],
  1643: ["failed", "a system policy forbids this patch"],
  1644: ["failed", "a system policy forbids a transform"],
  1645: ["failed", "not allowed over a remote desktop connection"],
  1648: ["failed", "no order was found in which the patches can be applied"],
  1651: ["failed", "the account may not patch a product that is managed"],
  1654: ["failed", "this platform cannot install the package"],
};

/** On removal: what is gone need not be removed. */
export const WINDOWS_INSTALLER_REMOVE: ExitTable = {
  1605: ["already", "the product is not installed"],
  1614: ["already", "the product was uninstalled before"],
};

export const NSIS: ExitTable = {
  0: ["success", "done"],
  1: ["failed", "it was cancelled"],
  2: ["failed", "the installer's script ended it"],
  740: ["failed", "it needs the rights of an administrator"],
  3010: ["soft-reboot", "done; a restart is needed to finish"],
  1641: ["hard-reboot", "done; the installer has started a restart"],
};

export const INNO: ExitTable = {
  0: ["success", "done"],
  1: ["failed", "it could not start: the installer is damaged or may not run"],
  2: ["failed", "it was cancelled before anything was installed"],
  3: ["failed", "fatal error while going on to the next phase"],
  4: ["failed", "fatal error during the installation"],
  5: ["failed", "it was cancelled during the installation"],
  6: ["failed", "a debugger ended it"],
  7: ["failed", "the preparation found that it cannot go on"],
  8: ["failed", "the preparation found that the device must be restarted first"],
  3010: ["soft-reboot", "done; a restart is needed to finish"],
};

/** `ResultCode` of the response file's log; InstallShield's setup itself answers 0 or -3 and below. */
export const INSTALLSHIELD_SCRIPT: ExitTable = {
  0: ["success", "done"],
  [-1]: ["failed", "general error"],
  [-2]: ["failed", "the mode is not valid"],
  [-3]: ["failed", "the response file lacks an answer"],
  [-4]: ["failed", "not enough memory"],
  [-5]: ["failed", "the response file is not there"],
  [-6]: ["failed", "the response file cannot be written"],
  [-7]: ["failed", "the log file cannot be written"],
  [-8]: ["failed", "the path of the response file is not valid"],
  [-9]: ["failed", "a list in the response file is not valid"],
  [-10]: ["failed", "a data type in the response file is not valid"],
  [-11]: ["failed", "unknown error"],
  [-12]: ["failed", "the dialogs do not fit the response file"],
  [-51]: ["failed", "a folder could not be made"],
  [-52]: ["failed", "a file or folder could not be reached"],
  [-53]: ["failed", "a choice in the response file is not valid"],
  3010: ["soft-reboot", "done; a restart is needed to finish"],
  1641: ["hard-reboot", "done; the installer has started a restart"],
};

/** HRESULTs of package deployment, as Windows writes them: 0x80073CF9. */
export const MSIX: ExitTable = {
  0: ["success", "done"],
  3010: ["soft-reboot", "done; a restart is needed to finish"],
  1641: ["hard-reboot", "done; a restart was started"],
  1618: ["retry", "another installation is running"],
  2147958000: ["failed", "the package could not be opened: its file is damaged or not signed"],
  2147958001: ["failed", "the package is not installed"],
  2147958003: ["failed", "a framework that the package needs is missing, or another package is in its way"],
  2147958004: ["failed", "not enough disk space"],
  2147958006: ["failed", "the package could not be registered"],
  2147958009: ["failed", "the installation failed; look into the AppXDeployment event log"],
  2147958010: ["failed", "the removal failed; look into the AppXDeployment event log"],
  2147958011: ["failed", "another build of the same version is installed"],
  2147958013: ["failed", "the system lacks what the package needs"],
  2147958015: ["failed", "installing from outside the store is not allowed on this device"],
  2147958016: ["retry", "the package is in use or being changed"],
  2147958017: ["failed", "a system policy forbids it"],
  2147958018: ["retry", "the application is running"],
  2147958022: ["failed", "a newer version is installed"],
  2148204800: ["failed", "the package is not signed"],
  2148204809: ["failed", "the package is signed by somebody whom this device does not trust"],
  2147942405: ["failed", "access was denied"],
  2147942512: ["failed", "the disk is full"],
};

/** On removal. */
export const MSIX_REMOVE: ExitTable = { 2147958001: ["already", "the package is not installed"] };

/** apt-get answers 100 for everything; dpkg 1 for a package that could not be dealt with, 2 for a lock or a wrong call. */
export const DEB: ExitTable = {
  0: ["success", "done"],
  // sysexits.h EX_TEMPFAIL: the agent's own word for a lock that was held all the time.
  75: ["retry", "another package manager was at work all the time"],
  1: [
    "failed",
    "dpkg could not deal with the package; its script, a dependency or a file of another package is in the way",
  ],
  2: ["failed", "dpkg could not work: its database is locked or damaged"],
  100: ["failed", "apt could not install or remove it; the reason is at the end of the log"],
};

/** `rpm` answers with the number of packages that failed; dnf 1; zypper from 1 on, and 102 for "restart". */
export const RPM: ExitTable = {
  0: ["success", "done"],
  75: ["retry", "another package manager was at work all the time"],
  1: ["failed", "a package could not be dealt with; the reason is at the end of the log"],
  102: ["soft-reboot", "done; a restart is needed to finish"],
  103: ["success", "done; the package manager itself was updated"],
  104: ["failed", "a package was not found"],
  106: ["success", "done, though some repositories were skipped"],
  107: ["failed", "a script of the package failed"],
  7: ["retry", "another package manager is running"],
};

export const PKG: ExitTable = {
  0: ["success", "done"],
  1: ["failed", "the installer failed; the reason is at the end of the log"],
};

/** A program or script of the package's own: only 0 has a meaning that everybody shares. */
export const OWN: ExitTable = {
  0: ["success", "done"],
  126: ["failed", "the program may not be run"],
  127: ["failed", "a program was not found"],
};
